/*
 * word_cache.h - what the words of a text are, by how they are spelled.
 *
 * A cache: the same spellings come again and again, and finding one here costs a place or two
 * in memory, where folding it, finding its folded form and asking what is known of that costs
 * five. Spellings that were not met for a while make room for others.
 */
#ifndef COOP_TEXT_WORD_CACHE_H
#define COOP_TEXT_WORD_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/text/token_fast.h"

/* What the analysis made of a run; 32 bytes. */
struct coop_cached_word {
	uint64_t bytes[COOP_WORD_RUN_MAX / 8]; /* the run; zeros where there is none */
	uint32_t form;          /* the word's number; COOP_CACHED_WORD_OTHER */
	uint32_t accented : 24; /* the number of the spelling, as the analyzer has it */
	uint32_t head : 3;      /* bytes of the elided head, which are not of the word */
	uint32_t flags : 5;     /* coop_cached_word_flags() */
};

/*
 * Of a token's flags STOP, ELIDED, CAPITALS, EXCEPTION and LEARNED go with the spelling; these
 * keep them in few bits, and give them back.
 */
static inline uint32_t coop_cached_word_keep(unsigned flags)
{
	return (flags / COOP_TOKEN_STOP & 3) | (flags / COOP_TOKEN_CAPITALS & 7) << 2;
}

static inline unsigned coop_cached_word_flags(const struct coop_cached_word *s)
{
	return (s->flags & 3U) * COOP_TOKEN_STOP + (s->flags >> 2) * COOP_TOKEN_CAPITALS;
}

/* In place of a number: the run is no plain word. */
#define COOP_CACHED_WORD_OTHER UINT32_MAX

/* Larger numbers of a spelling do not fit. */
#define COOP_CACHED_WORD_ACCENTED_MAX ((UINT32_C(1) << 24) - 1)

/* Begin with coop_word_cache_init(), on zeros. */
struct coop_word_cache {
	void *memory;                   /* holds them */
	struct coop_cached_word *slots; /* in pairs, each of them a cache line */
	size_t mask;                    /* pairs - 1; their number is a power of two */
	size_t used;                    /* slots that hold something */
	uint64_t seed[2]; /* so that no text can be written to make it useless */
};

enum coop_status coop_word_cache_init(struct coop_word_cache *t, struct coop_error *err);
void coop_word_cache_release(struct coop_word_cache *t);

/* Forgets everything. */
void coop_word_cache_reset(struct coop_word_cache *t);

/* Makes room for what is known of a run, which was not there; all zeros but for its bytes. */
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

/* What is known of a run; NULL when nothing is. */
static inline const struct coop_cached_word *coop_word_cache_find(
	const struct coop_word_cache *t, const struct coop_word_run *run)
{
	const struct coop_cached_word *pair = coop_word_cache_pair(t, run->bytes);
	if (coop_cached_word_is(pair, run->bytes))
		return pair;
	return coop_cached_word_is(pair + 1, run->bytes) ? pair + 1 : NULL;
}

#endif
