#include "indexer/champions.h"

#include <assert.h>
#include <stdlib.h>

#include "shared/impact.h"

/* So many may wait to be told apart: an addition takes constant time on average. */
enum { ROOM = 2 * COOP_CHAMPIONS };

/* The best so far, in no order, as keys: the less the better. */
struct champions_slot {
	uint64_t *keys;
	size_t count, cap;
	uint64_t
		limit; /* a key that is not less is none of the best; 0 for no limit yet */
	uint32_t holding; /* documents, all that were seen */
};

void champions_release(struct champions *c)
{
	for (size_t i = 0; i < c->nslots; i++)
		free(c->slots[i].keys);
	free(c->slots);
	*c = (struct champions){0};
}

static uint64_t key_of(uint32_t docid, uint32_t impact)
{
	assert(impact <= COOP_IMPACT_MAX);
	return (uint64_t)(COOP_IMPACT_MAX - impact) << 32 | docid;
}

static int by_key(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Keeps the best, and orders them. */
static void settle(struct champions_slot *s)
{
	if (s->count > 1)
		qsort(s->keys, s->count, sizeof *s->keys, by_key);
	if (s->count < COOP_CHAMPIONS)
		return;
	s->count = COOP_CHAMPIONS;
	s->limit = s->keys[COOP_CHAMPIONS - 1] + 1;
}

static struct champions_slot *slot(struct champions *c, uint32_t stem)
{
	size_t count = (size_t)stem + 1;
	if (count > c->nslots) {
		if (!coop_array_grow(&c->slots, &c->cap, count, sizeof *c->slots))
			return NULL;
		for (; c->nslots < count; c->nslots++)
			c->slots[c->nslots] = (struct champions_slot){0};
	}
	return &c->slots[stem];
}

static bool add_key(struct champions_slot *s, uint64_t key)
{
	if (s->limit > 0 && key >= s->limit)
		return true;
	if (s->count == ROOM)
		settle(s);
	if (s->count == s->cap &&
		!coop_array_grow(&s->keys, &s->cap, s->count + 1, sizeof *s->keys))
		return false;
	s->keys[s->count++] = key;
	return true;
}

bool champions_add(struct champions *c, uint32_t stem, uint32_t docid, uint32_t impact)
{
	struct champions_slot *s = slot(c, stem);
	if (!s)
		return false;
	s->holding++;
	return add_key(s, key_of(docid, impact));
}

bool champions_merge(struct champions *c, const struct champions *from)
{
	for (size_t i = from->nslots; i-- > 0;) {
		const struct champions_slot *f = &from->slots[i];
		if (f->holding == 0)
			continue;
		struct champions_slot *s = slot(c, (uint32_t)i);
		if (!s)
			return false;
		s->holding += f->holding;
		for (size_t k = 0; k < f->count; k++)
			if (!add_key(s, f->keys[k]))
				return false;
	}
	return true;
}

enum coop_status champions_pack(struct champions *c, uint32_t stem, uint64_t documents,
	struct coop_buf *out, struct coop_error *err)
{
	struct coop_champion best[COOP_CHAMPIONS];
	coop_buf_reset(out);
	if (stem >= c->nslots)
		return COOP_OK;
	struct champions_slot *s = &c->slots[stem];
	if (!coop_champions_wanted(s->holding, documents))
		return COOP_OK;
	settle(s);
	for (size_t i = 0; i < s->count && i < COOP_CHAMPIONS; i++)
		best[i] = (struct coop_champion){(uint32_t)s->keys[i],
			COOP_IMPACT_MAX - (uint32_t)(s->keys[i] >> 32)};
	coop_champions_pack(s->holding, best,
		s->count < COOP_CHAMPIONS ? s->count : COOP_CHAMPIONS, out);
	return coop_buf_check(out, err);
}
