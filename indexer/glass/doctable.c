#include "indexer/glass/doctable.h"

#include <pthread.h>
#include <stdlib.h>

#include "indexer/glass/pack.h"

enum {
	AHEAD = 64,             /* blocks that may wait for earlier ones ... */
	AHEAD_BYTES = 32 << 20, /* ... unless they are larger than this */
	SPARE_BYTES = 1 << 20   /* bytes: the memory of larger blocks is released */
};

struct tag {
	size_t off;
	uint32_t len;
	uint32_t docid;
	bool compressed;
};

struct doctable {
	struct btree *btree;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct doctable_block *waiting[AHEAD]; /* by number modulo AHEAD */
	size_t next;  /* number of the block to be written next */
	size_t bytes; /* of the blocks that wait */
	bool writing; /* a thread is writing */
	bool abandoned;
	struct doctable_block *spare; /* blocks to be reused */
};

enum coop_status doctable_create(
	const char *dir, const char *name, struct doctable **out, struct coop_error *err)
{
	*out = NULL;
	struct doctable *t = calloc(1, sizeof *t);
	if (!t)
		return coop_fail_nomem(err);
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->moved, NULL);
	enum coop_status st = btree_create(dir, name, BTREE_WHOLE, &t->btree, err);
	if (st)
		doctable_free(t);
	else
		*out = t;
	return st;
}

static void block_free(struct doctable_block *block)
{
	if (!block)
		return;
	coop_buf_release(&block->bytes);
	free(block->at);
	free(block);
}

void doctable_free(struct doctable *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < AHEAD; i++)
		block_free(t->waiting[i]);
	while (t->spare) {
		struct doctable_block *next = t->spare->next;
		block_free(t->spare);
		t->spare = next;
	}
	btree_free(t->btree);
	pthread_cond_destroy(&t->moved);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

struct doctable_block *doctable_begin(struct doctable *t)
{
	pthread_mutex_lock(&t->lock);
	struct doctable_block *block = t->spare;
	if (block)
		t->spare = block->next;
	pthread_mutex_unlock(&t->lock);
	if (!block)
		return calloc(1, sizeof *block);
	coop_buf_reset(&block->bytes);
	block->count = 0;
	return block;
}

enum coop_status doctable_block_add(struct doctable_block *block,
	struct deflater *deflater, uint32_t docid, const char *tag, size_t len,
	struct coop_error *err)
{
	if (!coop_array_grow(
		    &block->at, &block->cap, block->count + 1, sizeof *block->at))
		return coop_fail_nomem(err);
	struct tag *added = &block->at[block->count++];
	*added = (struct tag){.off = block->bytes.len, .docid = docid};
	enum coop_status st =
		deflater_add(deflater, tag, len, &block->bytes, &added->compressed, err);
	if (!st && block->bytes.len - added->off > UINT32_MAX)
		st = coop_fail_nomem(err);
	added->len = (uint32_t)(block->bytes.len - added->off);
	return st;
}

/* Adds the tags of a block to the table. */
static enum coop_status write_tags(
	struct doctable *t, const struct doctable_block *block, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	char key[PACK_SORTED_MAX];
	for (size_t i = 0; !st && i < block->count; i++) {
		const struct tag *tag = &block->at[i];
		size_t len = (size_t)(pack_sorted_uint(key, tag->docid) - key);
		st = btree_add(t->btree, key, len,
			coop_buf_cstr(&block->bytes) + tag->off, tag->len,
			tag->compressed, err);
	}
	return st;
}

/*
 * Writes all blocks whose turn it is. The lock is held, except while a block is written.
 */
static enum coop_status write_waiting(struct doctable *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct doctable_block **slot;
	t->writing = true;
	while (!st && *(slot = &t->waiting[t->next % AHEAD]) != NULL) {
		struct doctable_block *block = *slot;
		*slot = NULL;
		t->bytes -= block->bytes.len;
		pthread_mutex_unlock(&t->lock);
		st = write_tags(t, block, err);
		if (block->bytes.cap > SPARE_BYTES)
			coop_buf_release(&block->bytes);
		pthread_mutex_lock(&t->lock);
		block->next = t->spare;
		t->spare = block;
		t->next++;
		t->abandoned |= st != COOP_OK;
		pthread_cond_broadcast(&t->moved);
	}
	t->writing = false;
	return st;
}

enum coop_status doctable_put(struct doctable *t, size_t number,
	struct doctable_block *block, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	pthread_mutex_lock(&t->lock);
	/* The block whose turn it is never waits for memory: the others wait for it. */
	while (!t->abandoned && (number >= t->next + AHEAD ||
					(number > t->next && t->bytes > AHEAD_BYTES)))
		pthread_cond_wait(&t->moved, &t->lock);
	if (t->abandoned) {
		block->next = t->spare;
		t->spare = block;
	} else {
		t->waiting[number % AHEAD] = block;
		t->bytes += block->bytes.len;
		if (!t->writing)
			st = write_waiting(t, err);
	}
	pthread_mutex_unlock(&t->lock);
	return st;
}

void doctable_abandon(struct doctable *t)
{
	pthread_mutex_lock(&t->lock);
	t->abandoned = true;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
}

enum coop_status doctable_finish(
	struct doctable *t, struct btree_root *root, struct coop_error *err)
{
	return btree_finish(t->btree, root, err);
}
