#include "indexer/csv/parts.h"

#include "indexer/notice/contact.h"

void parts_release(struct parts *p)
{
	coop_record_release(&p->found);
	coop_strmap_free(p->known);
	coop_buf_release(&p->key);
}

static void make_key(struct parts *p, const struct coop_value *v)
{
	coop_buf_reset(&p->key);
	coop_buf_byte(&p->key, (char)v->field);
	coop_buf_add(&p->key, v->text, v->len);
}

/* Finds the parts of all producers. */
static void find(struct parts *p, const struct coop_record *rec)
{
	coop_record_reset(&p->found, "", 1);
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		struct found f = {.base = v.text, .rec = &p->found};
		if (v.field != COOP_F_PRODUCER)
			continue;
		contact_add(&f, (struct span){v.text, v.len}, true);
		found_release(&f);
	}
}

static enum coop_status know(struct parts *p, struct coop_error *err)
{
	enum coop_status st = p->known ? COOP_OK : coop_strmap_new(&p->known, err);
	if (!st)
		coop_strmap_reset(p->known);
	for (size_t i = 0; !st && i < p->found.count; i++) {
		struct coop_value v = coop_record_at(&p->found, i);
		uint32_t id;
		bool added;
		make_key(p, &v);
		st = coop_buf_check(&p->key, err);
		if (!st)
			st = coop_strmap_intern(
				p->known, p->key.s, p->key.len, &id, &added, err);
	}
	return st;
}

enum coop_status parts_mark(
	struct parts *p, struct coop_record *rec, struct coop_error *err)
{
	find(p, rec);
	enum coop_status st = coop_record_check(&p->found, err);
	if (!st)
		st = know(p, err);
	for (size_t i = 0; !st && i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		uint32_t id;
		if (!(coop_field_info(v.field)->flags & COOP_FIELD_PART))
			continue;
		make_key(p, &v);
		st = coop_buf_check(&p->key, err);
		if (!st && coop_strmap_find(p->known, p->key.s, p->key.len, &id))
			coop_record_mark(rec, i, KNOWN);
	}
	return st;
}
