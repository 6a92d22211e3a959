#include "indexer/terms/ids.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "shared/core/strmap.h"
#include "shared/text/nfc.h"

enum { FIRST_SLOTS = 1024 };

struct ids {
	uint64_t *slots; /* hashes; 0 is free */
	size_t mask;     /* slots - 1; the number of slots is a power of two */
	size_t count;
	struct coop_strmap *repeated; /* ids that were taken more than once */
	uint32_t *copies;             /* how often, by number in `repeated` */
	size_t cap;
	struct coop_buf key; /* scratch */
};

enum coop_status ids_new(struct ids **out, struct coop_error *err)
{
	*out = NULL;
	struct ids *ids = calloc(1, sizeof *ids);
	if (!ids)
		return coop_fail_nomem(err);
	ids->slots = calloc(FIRST_SLOTS, sizeof *ids->slots);
	ids->mask = FIRST_SLOTS - 1;
	enum coop_status st = coop_strmap_new(&ids->repeated, err);
	if (!st && !ids->slots)
		st = coop_fail_nomem(err);
	if (st)
		ids_free(ids);
	else
		*out = ids;
	return st;
}

void ids_free(struct ids *ids)
{
	if (!ids)
		return;
	coop_buf_release(&ids->key);
	coop_strmap_free(ids->repeated);
	free(ids->copies);
	free(ids->slots);
	free(ids);
}

/* The slot of a hash, or the free one where it belongs. */
static uint64_t *locate(uint64_t *slots, size_t mask, uint64_t hash)
{
	size_t i = hash & mask;
	while (slots[i] != 0 && slots[i] != hash)
		i = (i + 1) & mask;
	return &slots[i];
}

static bool widen(struct ids *ids)
{
	size_t mask = 2 * ids->mask + 1;
	uint64_t *slots = calloc(mask + 1, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i <= ids->mask; i++)
		if (ids->slots[i] != 0)
			*locate(slots, mask, ids->slots[i]) = ids->slots[i];
	free(ids->slots);
	ids->slots = slots;
	ids->mask = mask;
	return true;
}

/* Inserts an id; `*added` is whether it is new. */
static enum coop_status enter(
	struct ids *ids, const char *id, size_t len, bool *added, struct coop_error *err)
{
	/* linear probing gets slow when more than three quarters are full */
	if (ids->count >= (ids->mask + 1) / 4 * 3 && !widen(ids))
		return coop_fail_nomem(err);
	uint64_t hash = coop_strmap_hash(ids->repeated, id, len);
	uint64_t *slot = locate(ids->slots, ids->mask, hash ? hash : 1);
	*added = *slot == 0;
	*slot = hash ? hash : 1;
	ids->count += *added;
	return COOP_OK;
}

/* The counter of a repeated id: how often it was taken. */
static enum coop_status count_copy(struct ids *ids, const char *id, size_t len,
	uint32_t **copies, struct coop_error *err)
{
	uint32_t number;
	bool added;
	enum coop_status st =
		coop_strmap_intern(ids->repeated, id, len, &number, &added, err);
	if (st)
		return st;
	if (!coop_array_grow(
		    &ids->copies, &ids->cap, (size_t)number + 1, sizeof *ids->copies))
		return coop_fail_nomem(err);
	if (added)
		ids->copies[number] = 1;
	*copies = &ids->copies[number];
	return COOP_OK;
}

enum coop_status ids_take(struct ids *ids, const char *id, size_t len, bool *taken,
	struct coop_buf *instead, struct coop_error *err)
{
	struct coop_buf *key = &ids->key;
	uint32_t *copies = NULL;
	bool added = false;
	coop_buf_reset(key);
	coop_nfc_add(id, len, key);
	enum coop_status st = coop_buf_check(key, err);
	const size_t n = key->len;
	if (!st)
		st = enter(ids, coop_buf_cstr(key), n, &added, err);
	*taken = !added;
	if (st || added)
		return st;
	st = count_copy(ids, coop_buf_cstr(key), n, &copies, err);
	/* "a~2" may itself be the id of another record */
	while (!st && !added && copies) {
		key->len = n;
		coop_buf_printf(key, "~%" PRIu32, ++*copies);
		st = coop_buf_check(key, err);
		if (!st)
			st = enter(ids, key->s, key->len, &added, err);
	}
	if (st || !added)
		return st;
	coop_buf_reset(instead);
	coop_buf_add(instead, id, len);
	coop_buf_add(instead, key->s + n, key->len - n);
	return coop_buf_check(instead, err);
}
