#include "indexer/terms/ids.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "shared/core/hashset.h"
#include "shared/core/strmap.h"
#include "shared/text/nfc.h"

struct ids {
	struct coop_hashset *all;
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
	enum coop_status st = coop_strmap_new(&ids->repeated, err);
	if (!st)
		st = coop_hashset_new(&ids->all, err);
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
	coop_hashset_free(ids->all);
	free(ids);
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
		st = coop_hashset_add(ids->all, coop_buf_cstr(key), n, &added, err);
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
			st = coop_hashset_add(ids->all, key->s, key->len, &added, err);
	}
	if (st || !added)
		return st;
	coop_buf_reset(instead);
	coop_buf_add(instead, id, len);
	coop_buf_add(instead, key->s + n, key->len - n);
	return coop_buf_check(instead, err);
}
