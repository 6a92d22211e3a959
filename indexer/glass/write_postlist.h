/*
 * write_postlist.h - writes the table `postlist`: metadata, document lengths, postings.
 *
 * The table is made in parts (btree.h). Entries are added in the order of the keys:
 *
 *   metadata   key 00 c0 and the name; the tag is the value
 *   lengths    a posting list under the key 00 e0 whose wdfs are the document lengths,
 *              and whose term and collection frequency are 0; later chunks under 00 e0
 *              and the sorted uint of the chunk's first docid
 *   postings   the first chunk of a term under the sorted string of the term, which ends
 *              the key; later ones under the sorted string with its closing 00 and the
 *              sorted uint of the chunk's first docid
 *
 * The first chunk begins with the uints term frequency (documents), collection frequency
 * (sum of the wdfs) and first docid - 1. Then in every chunk: '1' if it is the last, else
 * '0'; the uint last docid - first docid; the uint wdf of the first document; for each
 * further one the uints docid gap - 1 and wdf. A chunk ends once it has POSTLIST_CHUNK
 * bytes.
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

/*
 * Adds metadata; names ascend. An empty value is left out: to the engine it is the same
 * as none.
 */
enum coop_status postlist_metadata(struct postlist *p, const char *name,
	const char *value, size_t len, struct coop_error *err);

/* Adds the lengths of the documents 1 to `count`. */
enum coop_status postlist_lengths(struct postlist *p, const uint32_t *lengths,
	uint32_t count, struct coop_error *err);

/*
 * The postings of a term: begin, add for each document in ascending order, end. Terms
 * ascend; each has at least one posting. postlist_end() reports failures in between, and
 * a sum of wdfs above 32 bits, which the engine cannot read.
 */
void postlist_begin(struct postlist *p, const char *term, size_t len);
void postlist_add(struct postlist *p, uint32_t docid, uint32_t wdf);
enum coop_status postlist_end(struct postlist *p, struct coop_error *err);

/* The part, for btree_join(). */
struct btree *postlist_tree(const struct postlist *p);
void postlist_free(struct postlist *p); /* NULL is fine */

#endif
