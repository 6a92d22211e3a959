/*
 * position.h - writes the table `position`: the positions of each term in each document.
 *
 * Key: the sorted string of the term with its closing 00, and the sorted uint of the
 *      docid.
 * Tag: the uint last position; if there are several, a stream of bits follows, lowest
 *      first: the first position, out of the last; the number of positions - 2, out of
 *      last - first; then the positions between index 0 and n - 1 by interpolative coding
 *      (Moffat and Stuiver, "Binary Interpolative Coding for Effective Index
 *      Compression", Information Retrieval 3, 2000): the middle one, at index middle = j
 *      + (k - j) / 2, is coded as pos[middle] - (pos[j] + middle - j), out of pos[k] -
 *      pos[j] + j - k + 1; then the two halves.
 *
 * A number out of n takes b = ceil(log2 n) bits. If n is no power of two, spare = 2^b - n
 * values in the middle of the range, from start = (n - spare) / 2 on, take one bit less;
 * the values above them are reduced by start + spare and have the top bit set.
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

/* Sets the term of the entries that follow; terms ascend. */
void position_term(struct position *p, const char *term, size_t len);

/*
 * Adds the `n` > 0 positions of the term in a document, ascending. The engine's check
 * demands that the document's length is above 0.
 */
enum coop_status position_add(struct position *p, uint32_t docid, const uint32_t *pos,
	size_t n, struct coop_error *err);

/* The part, for btree_join(). */
struct btree *position_tree(const struct position *p);
void position_free(struct position *p); /* NULL is fine */

#endif
