/*
 * position.h - the table `position`: where in a document a term stands.
 *
 * Key: the sorted string of the term with its closing 00, and the sorted uint of the docid.
 * Tag: the uint last position; and where there are several positions, a stream of bits,
 * lowest first: the first position, out of the last; their number - 2, out of last - first;
 * then those between index 0 and n - 1 by interpolative coding (Moffat and Stuiver, "Binary
 * Interpolative Coding for Effective Index Compression", Information Retrieval 3, 2000):
 * the middle one, j + (k - j) / 2, is coded less pos[j] + middle - j, out of
 * pos[k] - pos[j] + j - k + 1, then the two halves.
 *
 * A number out of n takes b = ceil(log2 n) bits; where n is no power of two, the 2^b - n
 * values in the middle of the range, from (n - spare) / 2 on, take one bit less, and those
 * above them are lowered by their start + spare and have the top bit set.
 */
#ifndef COOP_INDEXER_GLASS_POSITION_H
#define COOP_INDEXER_GLASS_POSITION_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/btree.h"
#include "shared/core/error.h"

struct position;

/* Begins a part of the table in `dir` (btree.h). */
enum coop_status position_create(const char *dir, enum btree_part part,
	struct position **out, struct coop_error *err);

/* The term of the entries that follow; terms come in ascending order. */
void position_term(struct position *p, const char *term, size_t len);

/*
 * The positions of the term in a document, ascending, `n` > 0 of them. The engine's check
 * wants the document's length to be above 0.
 */
enum coop_status position_add(struct position *p, uint32_t docid, const uint32_t *pos,
	size_t n, struct coop_error *err);

/* The part, for btree_join(). */
struct btree *position_tree(const struct position *p);
void position_free(struct position *p); /* NULL is fine */

#endif
