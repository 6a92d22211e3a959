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
	struct tags *waiting[AHEAD]; /* by number modulo AHEAD */
	size_t next;                 /* number of the block to be written next */
	size_t bytes;                /* of the blocks that wait */
	bool writing;                /* a thread is writing */
	bool abandoned;
	struct tags *spare; /* blocks to be reused */
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

static void tags_free(struct tags *tags)
{
	if (!tags)
		return;
	coop_buf_release(&tags->bytes);
	free(tags->at);
	free(tags);
}

void doctable_free(struct doctable *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < AHEAD; i++)
		tags_free(t->waiting[i]);
	while (t->spare) {
		struct tags *next = t->spare->next;
		tags_free(t->spare);
		t->spare = next;
	}
	btree_free(t->btree);
	pthread_cond_destroy(&t->moved);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

struct tags *doctable_begin(struct doctable *t)
{
	pthread_mutex_lock(&t->lock);
	struct tags *tags = t->spare;
	if (tags)
		t->spare = tags->next;
	pthread_mutex_unlock(&t->lock);
	if (!tags)
		return calloc(1, sizeof *tags);
	coop_buf_reset(&tags->bytes);
	tags->count = 0;
	return tags;
}

enum coop_status tags_add(struct tags *tags, struct deflater *deflater, uint32_t docid,
	const char *tag, size_t len, struct coop_error *err)
{
	if (!coop_array_grow(&tags->at, &tags->cap, tags->count + 1, sizeof *tags->at))
		return coop_fail_nomem(err);
	struct tag *added = &tags->at[tags->count++];
	*added = (struct tag){.off = tags->bytes.len, .docid = docid};
	enum coop_status st =
		deflater_add(deflater, tag, len, &tags->bytes, &added->compressed, err);
	if (!st && tags->bytes.len - added->off > UINT32_MAX)
		st = coop_fail_nomem(err);
	added->len = (uint32_t)(tags->bytes.len - added->off);
	return st;
}

/* Adds the tags of a block to the table. */
static enum coop_status write_tags(
	struct doctable *t, const struct tags *tags, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	char key[PACK_SORTED_MAX];
	for (size_t i = 0; !st && i < tags->count; i++) {
		const struct tag *tag = &tags->at[i];
		size_t len = (size_t)(pack_sorted_uint(key, tag->docid) - key);
		st = btree_add(t->btree, key, len, coop_buf_cstr(&tags->bytes) + tag->off,
			tag->len, tag->compressed, err);
	}
	return st;
}

/*
 * Writes all blocks whose turn it is. The lock is held, except while a block is written.
 */
static enum coop_status write_waiting(struct doctable *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct tags **slot;
	t->writing = true;
	while (!st && *(slot = &t->waiting[t->next % AHEAD]) != NULL) {
		struct tags *tags = *slot;
		*slot = NULL;
		t->bytes -= tags->bytes.len;
		pthread_mutex_unlock(&t->lock);
		st = write_tags(t, tags, err);
		if (tags->bytes.cap > SPARE_BYTES)
			coop_buf_release(&tags->bytes);
		pthread_mutex_lock(&t->lock);
		tags->next = t->spare;
		t->spare = tags;
		t->next++;
		t->abandoned |= st != COOP_OK;
		pthread_cond_broadcast(&t->moved);
	}
	t->writing = false;
	return st;
}

enum coop_status doctable_put(
	struct doctable *t, size_t number, struct tags *tags, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	pthread_mutex_lock(&t->lock);
	/* The block whose turn it is never waits for memory: the others wait for it. */
	while (!t->abandoned && (number >= t->next + AHEAD ||
					(number > t->next && t->bytes > AHEAD_BYTES)))
		pthread_cond_wait(&t->moved, &t->lock);
	if (t->abandoned) {
		tags->next = t->spare;
		t->spare = tags;
	} else {
		t->waiting[number % AHEAD] = tags;
		t->bytes += tags->bytes.len;
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
