#include "shared/core/strmap.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/core/seed.h"

/*
 * Open addressing with linear probing. A slot holds id + 1 (0 is free) and 32 bits of the
 * hash, so that most failing probes never touch the key.
 */
struct slot {
	uint32_t id1;
	uint32_t hash;
};

/*
 * A key holds its first bytes, padded with zeros, beside the offset of the whole: nearly
 * all words are that short, and comparing them saves one access to memory.
 */
struct key {
	uint64_t head[2];
	uint32_t off;
	uint32_t len;
	uint32_t hash;
};

struct coop_strmap {
	struct slot *slots;
	size_t mask; /* slots - 1; the number of slots is a power of two */
	struct key *keys;
	size_t nkeys, keys_cap;
	struct coop_buf text;
	uint64_t seed;
};

/* A string to look up. */
struct wanted {
	const char *s;
	size_t n;
	uint64_t head[2]; /* its first bytes, padded with zeros */
	uint64_t hash;
};

enum { FIRST_SLOTS = 1024 };

static uint64_t mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/*
 * Loads up to eight bytes, padded with zeros, without a loop: most words are that short.
 */
static uint64_t load(const char *s, size_t n)
{
	if (n >= 8) {
		uint64_t word;
		memcpy(&word, s, sizeof word);
		return word;
	}
	if (n >= 4) {
		uint32_t begin, end; /* the two may overlap in equal bytes */
		memcpy(&begin, s, sizeof begin);
		memcpy(&end, s + n - sizeof end, sizeof end);
		return begin | (uint64_t)end << 8 * (n - sizeof end);
	}
	uint64_t word = 0;
	for (size_t i = 0; i < n; i++)
		word |= (uint64_t)(unsigned char)s[i] << 8 * i;
	return word;
}

/*
 * Hashes by multiply-and-fold over eight bytes at a time; the constants are odd and have
 * no pattern.
 */
static struct wanted want(uint64_t seed, const char *s, size_t n)
{
	struct wanted w = {.s = s, .n = n};
	uint64_t h = seed ^
		     mix(n ^ UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xd6e8feb86659fd93));
	w.head[0] = load(s, n);
	w.head[1] = n > 8 ? load(s + 8, n - 8) : 0;
	h = mix(h ^ w.head[0], UINT64_C(0xa0761d6478bd642f));
	if (n > 8)
		h = mix(h ^ w.head[1], UINT64_C(0xa0761d6478bd642f));
	for (size_t i = 16; i < n; i += 8)
		h = mix(h ^ load(s + i, n - i), UINT64_C(0xa0761d6478bd642f));
	w.hash = mix(h, UINT64_C(0xe7037ed1a0b428db));
	return w;
}

static uint32_t short_hash(const struct wanted *w)
{
	return (uint32_t)(w->hash ^ w->hash >> 32);
}

uint64_t coop_strmap_hash_of(uint64_t seed, const char *s, size_t n)
{
	return want(seed, s, n).hash;
}

uint64_t coop_strmap_hash(const struct coop_strmap *m, const char *s, size_t n)
{
	return want(m->seed, s, n).hash;
}

enum coop_status coop_strmap_new(struct coop_strmap **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_strmap *m = calloc(1, sizeof *m);
	if (!m)
		return coop_fail_nomem(err);
	m->slots = calloc(FIRST_SLOTS, sizeof *m->slots);
	if (!m->slots) {
		free(m);
		return coop_fail_nomem(err);
	}
	m->mask = FIRST_SLOTS - 1;
	m->seed = coop_seed();
	*out = m;
	return COOP_OK;
}

void coop_strmap_free(struct coop_strmap *m)
{
	if (!m)
		return;
	coop_buf_release(&m->text);
	free(m->keys);
	free(m->slots);
	free(m);
}

static bool is_key(
	const struct coop_strmap *m, const struct key *key, const struct wanted *w)
{
	return key->len == w->n && key->head[0] == w->head[0] &&
	       key->head[1] == w->head[1] &&
	       (w->n <= sizeof w->head || memcmp(m->text.s + key->off, w->s, w->n) == 0);
}

/* The slot that holds a string, or the free one where it belongs. */
static struct slot *locate(const struct coop_strmap *m, const struct wanted *w)
{
	uint32_t h = short_hash(w);
	for (size_t i = h & m->mask;; i = (i + 1) & m->mask) {
		struct slot *slot = &m->slots[i];
		if (slot->id1 == 0 ||
			(slot->hash == h && is_key(m, &m->keys[slot->id1 - 1], w)))
			return slot;
	}
}

/* Doubles the number of slots. */
static bool widen(struct coop_strmap *m)
{
	size_t count = (m->mask + 1) * 2;
	struct slot *slots = calloc(count, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i <= m->mask; i++) {
		if (m->slots[i].id1 == 0)
			continue;
		size_t to = m->slots[i].hash & (count - 1);
		while (slots[to].id1 != 0)
			to = (to + 1) & (count - 1);
		slots[to] = m->slots[i];
	}
	free(m->slots);
	m->slots = slots;
	m->mask = count - 1;
	return true;
}

enum coop_status coop_strmap_intern(struct coop_strmap *m, const char *s, size_t n,
	uint32_t *id, bool *added, struct coop_error *err)
{
	struct wanted w = want(m->seed, s, n);
	struct slot *slot = locate(m, &w);
	*added = slot->id1 == 0;
	if (!*added) {
		*id = slot->id1 - 1;
		return COOP_OK;
	}
	if (m->nkeys >= COOP_STRMAP_MAX || n > COOP_STRMAP_MAX - m->text.len)
		return coop_fail_nomem(err);
	/* linear probing gets slow when more than three quarters are full */
	if (m->nkeys >= (m->mask + 1) / 4 * 3) {
		if (!widen(m))
			return coop_fail_nomem(err);
		slot = locate(m, &w);
	}
	if (!coop_aligned_array_grow(
		    &m->keys, &m->keys_cap, m->nkeys + 1, sizeof *m->keys))
		return coop_fail_nomem(err);
	struct key key = {{w.head[0], w.head[1]}, (uint32_t)m->text.len, (uint32_t)n,
		short_hash(&w)};
	coop_buf_add(&m->text, s, n);
	if (m->text.failed) {
		m->text.failed = false; /* nothing was appended: the map is intact */
		return coop_fail_nomem(err);
	}
	m->keys[m->nkeys] = key;
	*id = (uint32_t)m->nkeys++;
	*slot = (struct slot){*id + 1, key.hash};
	return COOP_OK;
}

bool coop_strmap_find(const struct coop_strmap *m, const char *s, size_t n, uint32_t *id)
{
	struct wanted w = want(m->seed, s, n);
	const struct slot *slot = locate(m, &w);
	if (slot->id1 == 0)
		return false;
	*id = slot->id1 - 1;
	return true;
}

const char *coop_strmap_at(const struct coop_strmap *m, uint32_t id, size_t *n)
{
	*n = m->keys[id].len;
	return m->text.s + m->keys[id].off;
}

uint32_t coop_strmap_count(const struct coop_strmap *m)
{
	return (uint32_t)m->nkeys;
}

size_t coop_strmap_memory(const struct coop_strmap *m)
{
	size_t used = m->nkeys * (sizeof *m->keys + 2 * sizeof *m->slots) + m->text.len;
	return used + used / 2;
}

/* Frees the slot of each key: the cost depends on the number of keys, not of slots. */
static void clear_slots(struct coop_strmap *m)
{
	for (size_t id = 0; id < m->nkeys; id++) {
		size_t i = m->keys[id].hash & m->mask;
		while (m->slots[i].id1 != id + 1)
			i = (i + 1) & m->mask;
		m->slots[i].id1 = 0;
	}
}

void coop_strmap_reset(struct coop_strmap *m)
{
	/* a map that was large once is reset for each small document */
	if (m->nkeys < m->mask / 16)
		clear_slots(m);
	else
		memset(m->slots, 0, (m->mask + 1) * sizeof *m->slots);
	m->nkeys = 0;
	coop_buf_reset(&m->text);
}
