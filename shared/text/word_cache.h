/*
 * word_cache.h - a cache of words by their spelling.
 *
 * The same spellings recur all the time. A hit costs one or two accesses to memory,
 * where folding the word, finding the form and reading what is known of it cost five.
 * An entry that is not used for a while makes room for others: two entries share a
 * cache line, and adding one replaces the older.
 */
#ifndef COOP_TEXT_WORD_CACHE_H
#define COOP_TEXT_WORD_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/text/token_fast.h"

/* What the analysis made of a run (token_fast.h); 32 bytes, half a cache line. */
struct coop_cached_word {
	uint64_t bytes[COOP_WORD_RUN_MAX / 8]; /* the run; zeros in an empty entry */
	uint32_t form;          /* number of the form; COOP_CACHED_WORD_OTHER */
	uint32_t accented : 24; /* number of the accented spelling (analyzer.h) */
	uint32_t head : 3; /* bytes of the elided head, which do not belong to the word */
	uint32_t flags : 5; /* coop_cached_word_flags() */
};

/*
 * Packs the flags of a token that depend on its spelling - STOP, ELIDED, CAPITALS,
 * EXCEPTION and LEARNED - into five bits, and unpacks them.
 */
static inline uint32_t coop_cached_word_keep(unsigned flags)
{
	return (flags / COOP_TOKEN_STOP & 3) | (flags / COOP_TOKEN_CAPITALS & 7) << 2;
}

static inline unsigned coop_cached_word_flags(const struct coop_cached_word *s)
{
	return (s->flags & 3U) * COOP_TOKEN_STOP + (s->flags >> 2) * COOP_TOKEN_CAPITALS;
}

/* In place of a form: the run is no plain word. */
#define COOP_CACHED_WORD_OTHER UINT32_MAX

/* The largest number of a spelling that fits. */
#define COOP_CACHED_WORD_ACCENTED_MAX ((UINT32_C(1) << 24) - 1)

/* Zero it, then call coop_word_cache_init(). */
struct coop_word_cache {
	void *memory;                   /* what was allocated; `slots` is aligned in it */
	struct coop_cached_word *slots; /* in pairs, each of them a cache line */
	size_t mask;                    /* number of pairs - 1; a power of two less 1 */
	size_t used;                    /* slots in use */
	uint64_t seed[2]; /* keeps anybody from writing texts whose words collide */
};

enum coop_status coop_word_cache_init(struct coop_word_cache *t, struct coop_error *err);
void coop_word_cache_release(struct coop_word_cache *t);

/* Empties the cache; keeps the memory. */
void coop_word_cache_reset(struct coop_word_cache *t);

/*
 * Adds an entry for a run that has none; all zeros but for its bytes. The caller fills
 * it in.
 */
enum coop_status coop_word_cache_add(struct coop_word_cache *t,
	const struct coop_word_run *run, struct coop_cached_word **out,
	struct coop_error *err);

/* The two slots where a run may be. */
static inline struct coop_cached_word *coop_word_cache_pair(
	const struct coop_word_cache *t, const uint64_t *bytes)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)(bytes[0] ^ t->seed[0]) * (bytes[1] ^ t->seed[1]);
	uint64_t hash = (uint64_t)product ^ (uint64_t)(product >> 64);
	if (bytes[2] != 0) {
		product = (wide)(hash ^ bytes[2]) * t->seed[1];
		hash = (uint64_t)product ^ (uint64_t)(product >> 64);
	}
	return t->slots + 2 * (hash & t->mask);
}

static inline bool coop_cached_word_is(
	const struct coop_cached_word *s, const uint64_t *bytes)
{
	return ((s->bytes[0] ^ bytes[0]) | (s->bytes[1] ^ bytes[1]) |
		       (s->bytes[2] ^ bytes[2])) == 0;
}

/* The entry of a run; NULL when it has none. */
static inline const struct coop_cached_word *coop_word_cache_find(
	const struct coop_word_cache *t, const struct coop_word_run *run)
{
	const struct coop_cached_word *pair = coop_word_cache_pair(t, run->bytes);
	if (coop_cached_word_is(pair, run->bytes))
		return pair;
	return coop_cached_word_is(pair + 1, run->bytes) ? pair + 1 : NULL;
}

#endif
