/*
 * doctable.h - a table with one entry for each document, written by several threads.
 *
 * Keys are docids as sorted uints (pack.h). Threads make and compress the tags (values)
 * of consecutive documents, a block at a time. The blocks are written in order whichever is
 * ready first, so that the file does not depend on the threads.
 */
#ifndef COOP_INDEXER_GLASS_DOCTABLE_H
#define COOP_INDEXER_GLASS_DOCTABLE_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/btree.h"
#include "indexer/glass/deflate.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

struct doctable;

/* The tags of a block of documents. */
struct doctable_block {
	struct coop_buf bytes;
	struct tag *at;
	size_t count, cap;
	struct doctable_block *next; /* private */
};

enum coop_status doctable_create(
	const char *dir, const char *name, struct doctable **out, struct coop_error *err);

/* Returns an empty block; NULL when memory is exhausted. From any thread. */
struct doctable_block *doctable_begin(struct doctable *t);

/* Adds a tag to a block, compressed if that makes it smaller. */
enum coop_status doctable_block_add(struct doctable_block *block,
	struct deflater *deflater, uint32_t docid, const char *tag, size_t len,
	struct coop_error *err);

/*
 * Submits block `number` for writing; the first is 0. From any thread. Waits while
 * the block is far ahead of the others, so a thread with a lower number must not depend
 * on this one. A failure to write is reported to one thread; the blocks of the others are
 * then dropped.
 */
enum coop_status doctable_put(struct doctable *t, size_t number,
	struct doctable_block *block, struct coop_error *err);

/* Releases all threads that wait, because a block will not come. */
void doctable_abandon(struct doctable *t);

enum coop_status doctable_finish(
	struct doctable *t, struct btree_root *root, struct coop_error *err);
void doctable_free(struct doctable *t); /* NULL is fine */

#endif
