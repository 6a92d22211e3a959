/*
 * doctable.h - a table with one entry for each document, made by several threads.
 *
 * Keys are docids, as sorted uints. Threads make the tags of consecutive documents, a block of
 * them at a time, and compress them; the blocks are written in their order whichever is ready
 * first, so that the file does not depend on the number of threads.
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

/* The tags of a block. */
struct tags {
	struct coop_buf bytes;
	struct tag *at;
	size_t count, cap;
	struct tags *next; /* the table's own business */
};

enum coop_status doctable_create(
	const char *dir, const char *name, struct doctable **out, struct coop_error *err);

/* An empty block to fill; NULL when memory is gone. From any thread. */
struct tags *doctable_begin(struct doctable *t);

/* Adds a tag to a block, compressed when that makes it smaller. */
enum coop_status tags_add(struct tags *tags, struct deflater *deflater, uint32_t docid,
	const char *tag, size_t len, struct coop_error *err);

/*
 * Hands a block over to be written as number `number`; the first is 0. From any thread, which
 * waits when it is too far ahead of the others: whoever has a lower number must go on without
 * it. A failure to write is told to one of the threads; the others' blocks are then dropped.
 */
enum coop_status doctable_put(
	struct doctable *t, size_t number, struct tags *tags, struct coop_error *err);

/* Lets the threads go that wait, as a block will not come. */
void doctable_abandon(struct doctable *t);

enum coop_status doctable_finish(
	struct doctable *t, struct btree_root *root, struct coop_error *err);
void doctable_free(struct doctable *t); /* NULL is fine */

#endif
