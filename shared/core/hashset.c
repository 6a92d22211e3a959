#include "shared/core/hashset.h"

#include <stdint.h>
#include <stdlib.h>

#include "shared/core/seed.h"
#include "shared/core/strmap.h"

enum { PARTS = 64, PART_BITS = 6, FIRST_SLOTS = 32 };

/* Open addressing with linear probing. */
struct part {
	uint64_t *slots; /* hashes; 0 is free */
	size_t nslots, count;
};

struct coop_hashset {
	uint64_t seed;
	struct part parts[PARTS];
};

enum coop_status coop_hashset_new(struct coop_hashset **out, struct coop_error *err)
{
	*out = calloc(1, sizeof **out);
	if (!*out)
		return coop_fail_nomem(err);
	(*out)->seed = coop_seed();
	return COOP_OK;
}

void coop_hashset_free(struct coop_hashset *set)
{
	for (size_t i = 0; set && i < PARTS; i++)
		free(set->parts[i].slots);
	free(set);
}

/* The slot of a hash, or the free one where it belongs. The highest bits choose the part, the next ones the slot. */
static uint64_t *locate(uint64_t *slots, size_t nslots, uint64_t hash)
{
	uint64_t place = hash << PART_BITS >> 32;
	size_t i = (size_t)(place * nslots >> 32);
	while (slots[i] != 0 && slots[i] != hash)
		i = i + 1 == nslots ? 0 : i + 1;
	return &slots[i];
}

/* Makes a part larger by a quarter. */
static bool widen(struct part *p)
{
	size_t nslots = p->nslots ? p->nslots + p->nslots / 4 : (size_t)FIRST_SLOTS;
	uint64_t *slots = calloc(nslots, sizeof *slots);
	/* places have 32 bits */
	if (!slots || nslots > UINT32_MAX) {
		free(slots);
		return false;
	}
	for (size_t i = 0; i < p->nslots; i++)
		if (p->slots[i] != 0)
			*locate(slots, nslots, p->slots[i]) = p->slots[i];
	free(p->slots);
	p->slots = slots;
	p->nslots = nslots;
	return true;
}

enum coop_status coop_hashset_add(struct coop_hashset *set, const char *s, size_t n,
	bool *added, struct coop_error *err)
{
	uint64_t hash = coop_strmap_hash_of(set->seed, s, n);
	hash = hash ? hash : 1;
	struct part *p = &set->parts[hash >> (64 - PART_BITS)];
	*added = false;
	/* linear probing gets slow when more than three quarters are full */
	if (p->count >= p->nslots / 4 * 3 && !widen(p))
		return coop_fail_nomem(err);
	uint64_t *slot = locate(p->slots, p->nslots, hash);
	*added = *slot == 0;
	*slot = hash;
	p->count += *added;
	return COOP_OK;
}

size_t coop_hashset_memory(const struct coop_hashset *set)
{
	size_t n = sizeof *set;
	for (size_t i = 0; i < PARTS; i++)
		n += set->parts[i].nslots * sizeof *set->parts[i].slots;
	return n;
}
