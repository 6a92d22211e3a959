#include "query/http/response_cache.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/seed.h"

enum { BUCKETS = 4096, OVERHEAD = 512 /* bytes of an entry beside its body and key */ };

struct entry {
	struct entry *same;          /* in its bucket */
	struct entry *newer, *older; /* by when they were asked for */
	struct answer *answer;
	size_t bytes, bucket;
	char key[];
};

struct response_cache {
	pthread_mutex_t lock;
	uint64_t seed, edition;
	size_t room, bytes, count;
	struct entry *newest, *oldest;
	struct entry *buckets[BUCKETS];
};

struct response_cache *response_cache_new(size_t bytes)
{
	struct response_cache *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	if (pthread_mutex_init(&c->lock, NULL) != 0) {
		free(c);
		return NULL;
	}
	c->seed = coop_seed();
	c->room = bytes;
	return c;
}

void response_cache_key(const struct http_request *r, uint64_t edition,
	const char *target, struct coop_buf *key)
{
	coop_buf_printf(key, "%" PRIx64 " %s %s %s", edition, r->french ? "fr" : "en",
		r->host, target);
}

/* FNV-1a with a seed. However many collide, there are RESPONSE_CACHE_ENTRIES at most. */
static size_t bucket_of(const struct response_cache *c, const char *key)
{
	uint64_t hash = c->seed;
	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
	return (size_t)(hash >> 32) % BUCKETS;
}

/* Where the pointer to the entry of a key is, or to be. */
static struct entry **place_of(struct response_cache *c, size_t bucket, const char *key)
{
	struct entry **at = &c->buckets[bucket];
	while (*at && strcmp((*at)->key, key) != 0)
		at = &(*at)->same;
	return at;
}

static void take_out(struct response_cache *c, struct entry *e)
{
	*(e->newer ? &e->newer->older : &c->newest) = e->older;
	*(e->older ? &e->older->newer : &c->oldest) = e->newer;
}

static void put_first(struct response_cache *c, struct entry *e)
{
	e->newer = NULL;
	e->older = c->newest;
	*(c->newest ? &c->newest->newer : &c->oldest) = e;
	c->newest = e;
}

static void drop_oldest(struct response_cache *c)
{
	struct entry *e = c->oldest;
	c->oldest = e->newer;
	if (c->oldest)
		c->oldest->older = NULL;
	else
		c->newest = NULL;
	*place_of(c, e->bucket, e->key) = e->same;
	c->bytes -= e->bytes;
	c->count--;
	answer_release(e->answer);
	free(e);
}

void response_cache_free(struct response_cache *c)
{
	if (!c)
		return;
	while (c->oldest)
		drop_oldest(c);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

void response_cache_renew(struct response_cache *c, uint64_t edition)
{
	pthread_mutex_lock(&c->lock);
	while (c->oldest && c->edition != edition)
		drop_oldest(c);
	c->edition = edition;
	pthread_mutex_unlock(&c->lock);
}

struct answer *response_cache_find(struct response_cache *c, const char *key)
{
	pthread_mutex_lock(&c->lock);
	struct entry *e = *place_of(c, bucket_of(c, key), key);
	struct answer *a = NULL;
	if (e) {
		take_out(c, e);
		put_first(c, e);
		a = answer_share(e->answer);
	}
	pthread_mutex_unlock(&c->lock);
	return a;
}

/* An entry that is in no list yet; NULL when memory runs out. */
static struct entry *make(const char *key, size_t bytes, struct answer *a)
{
	size_t len = strlen(key) + 1;
	struct entry *e = malloc(sizeof *e + len);
	if (!e)
		return NULL;
	*e = (struct entry){.answer = answer_share(a), .bytes = bytes};
	memcpy(e->key, key, len);
	return e;
}

void response_cache_add(struct response_cache *c, const char *key, struct answer *a)
{
	size_t bytes = a->body.cap + strlen(key) + OVERHEAD;
	if (a->fd >= 0 || a->len > RESPONSE_CACHE_BYTES_EACH || bytes > c->room)
		return;
	pthread_mutex_lock(&c->lock);
	size_t bucket = bucket_of(c, key);
	/* two threads may have answered the same */
	struct entry *e = *place_of(c, bucket, key) ? NULL : make(key, bytes, a);
	if (e) {
		while (c->oldest && (c->bytes + bytes > c->room ||
					    c->count == RESPONSE_CACHE_ENTRIES))
			drop_oldest(c);
		e->bucket = bucket;
		e->same = c->buckets[bucket];
		c->buckets[bucket] = e;
		put_first(c, e);
		c->bytes += bytes;
		c->count++;
	}
	pthread_mutex_unlock(&c->lock);
}
