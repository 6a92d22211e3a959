/*
 * write_postlist.h - the table `postlist`: metadata, the documents' lengths, the terms' postings.
 *
 * Made in parts (btree.h). In the order of the keys, which is the order they must be added in:
 *
 *   metadata   key 00 c0 and the name; tag the value
 *   lengths    a posting list under the key 00 e0, and 00 e0 with the sorted uint of the
 *              first docid for later chunks, whose wdf is the document's length; its term
 *              frequency and collection frequency are 0
 *   postings   the first chunk of a term under the sorted string of the term, which ends
 *              the key; later ones under the sorted string with its closing 00 and the sorted
 *              uint of the chunk's first docid
 *
 * The first chunk begins with the uints term frequency (documents), collection frequency
 * (sum of the wdfs) and first docid - 1. Then, in every chunk: '1' when it is the last, else
 * '0'; the uint last docid - first docid; the uint wdf of the first document; for each next
 * one the uints docid gap - 1 and wdf. A chunk ends once it holds POSTLIST_CHUNK bytes.
 */
#ifndef COOP_INDEXER_GLASS_WRITE_POSTLIST_H
#define COOP_INDEXER_GLASS_WRITE_POSTLIST_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/btree.h"
#include "shared/core/error.h"

#define POSTLIST_CHUNK 2000

struct postlist;

enum coop_status postlist_create(const char *dir, enum btree_part part,
	struct postlist **out, struct coop_error *err);

/* Names come in ascending order; to the engine an empty value is none, and is left out. */
enum coop_status postlist_metadata(struct postlist *p, const char *name,
	const char *value, size_t len, struct coop_error *err);

/* The lengths of the documents 1 to `count`, all of them, at once. */
enum coop_status postlist_lengths(struct postlist *p, const uint32_t *lengths,
	uint32_t count, struct coop_error *err);

/*
 * The postings of a term: begin, add for each document in ascending order, end. Terms come
 * in ascending order; one must have a posting. A failure in between is told by
 * postlist_end(), and so is a sum of wdfs above 32 bits, which the engine cannot read.
 */
void postlist_begin(struct postlist *p, const char *term, size_t len);
void postlist_add(struct postlist *p, uint32_t docid, uint32_t wdf);
enum coop_status postlist_end(struct postlist *p, struct coop_error *err);

/* The part, for btree_join(). */
struct btree *postlist_tree(const struct postlist *p);
void postlist_free(struct postlist *p); /* NULL is fine */

#endif
