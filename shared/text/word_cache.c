#include "shared/text/word_cache.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/seed.h"

/* In pairs: 32 KiB for short texts, growing to 4 MiB. */
enum { FIRST_PAIRS = 1 << 9, MAX_PAIRS = 1 << 16 };

/* Empties the cache and gives it so many pairs. */
static bool set_size(struct coop_word_cache *t, size_t pairs)
{
	enum { LINE = 64 };
	char *memory = calloc(pairs + 1, LINE);
	if (!memory)
		return false;
	free(t->memory);
	t->memory = memory;
	memory += (LINE - (uintptr_t)memory % LINE) % LINE;
	t->slots = (struct coop_cached_word *)(void *)memory;
	t->mask = pairs - 1;
	t->used = 0;
	return true;
}

enum coop_status coop_word_cache_init(struct coop_word_cache *t, struct coop_error *err)
{
	t->seed[0] = coop_seed();
	t->seed[1] = coop_seed() | 1;
	return set_size(t, FIRST_PAIRS) ? COOP_OK : coop_fail_nomem(err);
}

void coop_word_cache_release(struct coop_word_cache *t)
{
	free(t->memory);
}

void coop_word_cache_reset(struct coop_word_cache *t)
{
	if (t->used > 0)
		memset(t->slots, 0, (t->mask + 1) * 2 * sizeof *t->slots);
	t->used = 0;
}

enum coop_status coop_word_cache_add(struct coop_word_cache *t,
	const struct coop_word_run *run, struct coop_cached_word **out,
	struct coop_error *err)
{
	/*
	 * When half full it grows and starts empty: entries in use soon come back, and
	 * need no rehashing.
	 */
	if (t->used > t->mask && t->mask + 1 < MAX_PAIRS &&
		!set_size(t, 2 * (t->mask + 1)))
		return coop_fail_nomem(err);
	struct coop_cached_word *pair = coop_word_cache_pair(t, run->bytes);
	t->used += pair[1].bytes[0] == 0;
	pair[1] = pair[0];
	memset(pair, 0, sizeof *pair);
	memcpy(pair->bytes, run->bytes, sizeof pair->bytes);
	*out = pair;
	return COOP_OK;
}
