#include "indexer/update/identity.h"

#include "indexer/terms/ids.h"

struct identity {
	const struct collection *c;
	struct ids *ids; /* of the new records */
	struct coop_record record;
	struct coop_buf key, instead;
	bool shared;
};

/* Whether a document that is kept has an id. */
static enum coop_status is_held(struct identity *d, const char *id, size_t len,
	bool *held, struct coop_error *err)
{
	struct document_place at;
	enum coop_status st = previous_find(d->c->previous, id, len, &at, err);
	*held = !st && at.docid > 0 && previous_is_kept(d->c->previous, at);
	return st;
}

/* A new record: its id must be new as well. */
static enum coop_status check_new(
	struct identity *d, uint32_t number, struct coop_error *err)
{
	struct coop_value id;
	bool taken = false, held = false;
	enum coop_status st = spool_read(d->c->spool, number, &d->record, err);
	if (st || !coop_record_get(&d->record, COOP_F_ID, &id))
		return st;
	st = ids_take(d->ids, id.text, id.len, &taken, &d->instead, err);
	if (!st && !taken)
		st = is_held(d, id.text, id.len, &held, err);
	d->shared |= taken || held;
	return st;
}

/* Whether an id ends as that of a copy does. */
static bool ends_in_suffix(const struct coop_value *id)
{
	size_t n = id->len;
	while (n > 0 && id->text[n - 1] >= '0' && id->text[n - 1] <= '9')
		n--;
	return n > 0 && n < id->len && id->text[n - 1] == '~';
}

/*
 * A record that is gone: no other may have had its id, which then ended in a suffix; nor another suffix
 * because of it.
 */
static enum coop_status check_gone(
	struct identity *d, struct document_place at, struct coop_error *err)
{
	struct coop_value id;
	bool held = false;
	enum coop_status st = previous_record(d->c->previous, at, &d->record, err);
	if (st || !coop_record_get(&d->record, COOP_F_ID, &id))
		return st;
	coop_buf_reset(&d->key);
	coop_buf_add(&d->key, id.text, id.len);
	coop_buf_str(&d->key, "~2");
	st = coop_buf_check(&d->key, err);
	if (!st)
		st = is_held(d, d->key.s, d->key.len, &held, err);
	d->shared |= held || ends_in_suffix(&id);
	return st;
}

static enum coop_status check_segment(
	struct identity *d, enum source_segment segment, struct coop_error *err)
{
	const struct previous *p = d->c->previous;
	enum coop_status st = COOP_OK;
	for (uint32_t i = 1; !st && !d->shared && i <= p->documents[segment]; i++) {
		struct document_place at = {segment, i};
		if (!previous_is_kept(p, at) && previous_was_there(p, at))
			st = check_gone(d, at, err);
	}
	return st;
}

enum coop_status identity_is_shared(
	const struct collection *c, bool *shared, struct coop_error *err)
{
	struct identity d = {.c = c};
	coop_record_init(&d.record);
	enum coop_status st = ids_new(&d.ids, err);
	for (uint32_t i = 1; !st && !d.shared && i <= spool_count(c->spool); i++)
		st = check_new(&d, i, err);
	if (!st)
		st = check_segment(&d, SOURCE_BASE, err);
	if (!st)
		st = check_segment(&d, SOURCE_DELTA, err);
	*shared = d.shared;
	ids_free(d.ids);
	coop_record_release(&d.record);
	coop_buf_release(&d.key);
	coop_buf_release(&d.instead);
	return st;
}
