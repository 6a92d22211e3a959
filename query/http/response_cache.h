/*
 * response_cache.h - answers that are kept, so that a page that is asked for again is sent from memory. Those
 * that were asked for last stay. It is for several threads.
 *
 * A key has all that an answer depends on: the edition, the language, the name of the server, path and
 * parameters as they were sent. Answers of an edition before are never found again, and make room at once.
 */
#ifndef COOP_QUERY_HTTP_RESPONSE_CACHE_H
#define COOP_QUERY_HTTP_RESPONSE_CACHE_H

#include "query/http/answer.h"
#include "shared/core/error.h"

enum {
	RESPONSE_CACHE_BYTES = 16 << 20,
	RESPONSE_CACHE_BYTES_EACH = 256 << 10,
	RESPONSE_CACHE_ENTRIES =
		4096 /* so that what is kept of each beside its body is no more */
};

struct response_cache;

/* One that holds `bytes`; NULL when memory runs out. */
struct response_cache *response_cache_new(size_t bytes);
void response_cache_free(struct response_cache *c); /* NULL is fine */

/*
 * Drops all answers when the edition is another one than before. One that is still being made then is kept
 * until it is the oldest.
 */
void response_cache_renew(struct response_cache *c, uint64_t edition);

/* Appends the key of a request of an edition. */
void response_cache_key(const struct http_request *r, uint64_t edition,
	const char *target, struct coop_buf *key);

/* The answer of a key, shared with the caller; NULL when it is not there. */
struct answer *response_cache_find(struct response_cache *c, const char *key);
/* Keeps an answer; one that is too long, in a file, or for which memory runs out is not kept. */
void response_cache_add(struct response_cache *c, const char *key, struct answer *a);

#endif
