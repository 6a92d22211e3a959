#include "indexer/glass/write_postlist.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/glass/pack.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/index/store.h"

enum {
	/* what may precede the body of a chunk: three uints, the flag, a uint */
	HEAD_MAX = 3 * PACK_UINT_MAX + 1 + PACK_UINT_MAX,
	POSTING_MAX = 2 * PACK_UINT_MAX,
	KEY_MAX = 2 * COOP_TERM_MAX + 1 + PACK_SORTED_MAX
};

/* The prefixes of keys that belong to no term. */
static const char metadata_key[] = {'\0', '\xc0'}, lengths_key[] = {'\0', '\xe0'};

/* A chunk of the current list. */
struct chunk {
	size_t body; /* offset in `bodies`; the HEAD_MAX bytes before it are free */
	size_t end;
	uint32_t first, last; /* docids */
};

struct postlist {
	struct btree *table;
	char key[KEY_MAX];
	size_t key_len;
	/*
	 * the whole current list: its first chunk begins with the number of all postings
	 */
	struct coop_buf bodies;
	struct chunk *chunks;
	size_t count, cap;
	bool failed; /* memory ran out: what was added since was dropped */
	char *at;    /* where the next posting goes */
	char *limit; /* where the chunk is long enough */
	uint32_t last;
	uint32_t documents;
	uint64_t occurrences; /* sum of the wdfs */
};

enum coop_status postlist_create(const char *dir, enum btree_part part,
	struct postlist **out, struct coop_error *err)
{
	*out = NULL;
	struct postlist *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	enum coop_status st = btree_create(dir, "postlist", part, &p->table, err);
	if (st)
		free(p);
	else
		*out = p;
	return st;
}

enum coop_status postlist_metadata(struct postlist *p, const char *name,
	const char *value, size_t len, struct coop_error *err)
{
	size_t n = strlen(name);
	assert(n > 0 && n <= BTREE_KEY_MAX - sizeof metadata_key);
	if (len == 0)
		return COOP_OK;
	char key[BTREE_KEY_MAX + 1]; /* with room for a NUL, which is not used */
	memcpy(key, metadata_key, sizeof metadata_key);
	memcpy(key + sizeof metadata_key, name, n + 1);
	return btree_add(p->table, key, sizeof metadata_key + n, value, len, false, err);
}

static void start_list(struct postlist *p)
{
	p->count = 0;
	p->failed = false;
	p->at = p->limit = NULL;
	p->last = 0;
	p->documents = 0;
	p->occurrences = 0;
	coop_buf_reset(&p->bodies);
}

void postlist_begin(struct postlist *p, const char *term, size_t len)
{
	assert(len > 0 && len <= COOP_TERM_MAX);
	p->key_len = (size_t)(pack_sorted_string(p->key, term, len) - p->key);
	start_list(p);
}

static void end_chunk(struct postlist *p)
{
	if (p->count == 0)
		return;
	p->bodies.len = (size_t)(p->at - p->bodies.s);
	p->chunks[p->count - 1].end = p->bodies.len;
	p->chunks[p->count - 1].last = p->last;
}

/* Begins a chunk with a posting. */
static void start_chunk(struct postlist *p, uint32_t docid, uint32_t wdf)
{
	if (!p->failed)
		end_chunk(p);
	char *to = coop_buf_reserve(&p->bodies, HEAD_MAX + POSTLIST_CHUNK + POSTING_MAX);
	p->failed =
		p->failed || !to ||
		!coop_array_grow(&p->chunks, &p->cap, p->count + 1, sizeof *p->chunks);
	if (p->failed) {
		p->at = p->limit = NULL; /* so that the next posting comes here too */
		return;
	}
	to += HEAD_MAX;
	p->chunks[p->count++] =
		(struct chunk){.body = (size_t)(to - p->bodies.s), .first = docid};
	p->limit = to + POSTLIST_CHUNK;
	p->at = pack_uint(to, wdf);
}

void postlist_add(struct postlist *p, uint32_t docid, uint32_t wdf)
{
	assert(docid > p->last);
	if (p->at >= p->limit) {
		start_chunk(p, docid, wdf);
	} else {
		char *to = pack_uint(p->at, docid - p->last - 1);
		p->at = pack_uint(to, wdf);
	}
	p->last = docid;
	p->documents++;
	p->occurrences += wdf;
}

/* Writes the head of a chunk before its body, and adds it to the table. */
static enum coop_status write_chunk(
	struct postlist *p, size_t i, size_t key_len, struct coop_error *err)
{
	const struct chunk *c = &p->chunks[i];
	char head[HEAD_MAX], *to = head;
	if (i == 0) {
		to = pack_uint(to, p->documents);
		to = pack_uint(to, p->occurrences);
		to = pack_uint(to, c->first - 1);
	}
	*to++ = i + 1 == p->count ? '1' : '0';
	to = pack_uint(to, c->last - c->first);
	size_t n = (size_t)(to - head);
	char *tag = p->bodies.s + c->body - n;
	memcpy(tag, head, n);
	return btree_add(
		p->table, p->key, key_len, tag, c->end - c->body + n, false, err);
}

/*
 * Writes the list; the keys of later chunks have their first docid after `prefix` bytes.
 */
static enum coop_status write_list(
	struct postlist *p, size_t prefix, struct coop_error *err)
{
	if (p->failed)
		return coop_fail_nomem(err);
	assert(p->count > 0);
	if (p->occurrences > UINT32_MAX)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("a word occurs too often for the index",
				"un mot est trop fréquent pour l'index"));
	end_chunk(p);
	enum coop_status st = write_chunk(p, 0, p->key_len, err);
	for (size_t i = 1; !st && i < p->count; i++) {
		char *end = pack_sorted_uint(p->key + prefix, p->chunks[i].first);
		st = write_chunk(p, i, (size_t)(end - p->key), err);
	}
	return st;
}

enum coop_status postlist_end(struct postlist *p, struct coop_error *err)
{
	p->key[p->key_len] = '\0';
	return write_list(p, p->key_len + 1, err);
}

enum coop_status postlist_lengths(struct postlist *p, const uint32_t *lengths,
	uint32_t count, struct coop_error *err)
{
	if (count == 0)
		return COOP_OK;
	memcpy(p->key, lengths_key, sizeof lengths_key);
	p->key_len = sizeof lengths_key;
	start_list(p);
	for (uint32_t i = 0; i < count; i++)
		postlist_add(p, i + 1, lengths[i]);
	p->documents = 0;
	p->occurrences = 0;
	return write_list(p, p->key_len, err);
}

struct btree *postlist_tree(const struct postlist *p)
{
	return p->table;
}

void postlist_free(struct postlist *p)
{
	if (!p)
		return;
	btree_free(p->table);
	coop_buf_release(&p->bodies);
	free(p->chunks);
	free(p);
}
