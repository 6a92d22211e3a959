#include "indexer/convert/marc_gather.h"

#include <string.h>

#define BETWEEN " ; "

/* Lists and records longer than this are not searched for what is there already. */
enum { SEARCHED = 1 << 14 /* bytes */, VALUES_SEARCHED = 200 };

void marc_gather_init(struct marc_gather *g)
{
	coop_record_init(&g->others);
	marc_gather_reset(g);
}

void marc_gather_release(struct marc_gather *g)
{
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		coop_buf_release(&g->lists[i]);
	coop_record_release(&g->others);
}

void marc_gather_reset(struct marc_gather *g)
{
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++)
		coop_buf_reset(&g->lists[i]);
	coop_record_reset(&g->others, "", 0);
}

static bool is_in_list(const struct coop_buf *list, struct coop_bytes value)
{
	const size_t len = sizeof BETWEEN - 1;
	const char *s = list->s, *end = list->s + list->len;
	while (s && list->len <= SEARCHED) {
		const char *next = memmem(s, (size_t)(end - s), BETWEEN, len);
		if (coop_bytes_equal(
			    s, (size_t)((next ? next : end) - s), value.s, value.len))
			return true;
		s = next ? next + len : NULL;
	}
	return false;
}

void marc_list_add(struct coop_buf *list, struct coop_bytes value)
{
	if (value.len == 0 || (list->len > 0 && is_in_list(list, value)))
		return;
	if (list->len > 0)
		coop_buf_str(list, BETWEEN);
	coop_buf_add(list, value.s, value.len);
}

/* Whether a value is there under the same name. */
static bool is_known(const struct marc_gather *g, enum coop_field field, const char *name,
	struct coop_bytes value)
{
	for (size_t i = 0; i < g->others.count && i < VALUES_SEARCHED; i++) {
		struct coop_value v = coop_record_at(&g->others, i);
		if (v.field == field &&
			coop_bytes_equal(v.text, v.len, value.s, value.len) &&
			(field != COOP_F_OTHER ||
				coop_bytes_equal(v.name, v.name_len, name, strlen(name))))
			return true;
	}
	return false;
}

void marc_gather_add(struct marc_gather *g, enum coop_field field, const char *name,
	struct coop_bytes value)
{
	value = coop_bytes_trimmed(value.s, value.len);
	if (!(coop_field_info(field)->flags & COOP_FIELD_MULTIVALUED))
		marc_list_add(&g->lists[field], value);
	else if (value.len == 0 || is_known(g, field, name, value))
		return;
	else if (field == COOP_F_OTHER)
		coop_record_add_named(&g->others, name, strlen(name), value.s, value.len);
	else
		coop_record_add(&g->others, field, value.s, value.len);
}

bool marc_gather_has(const struct marc_gather *g, enum coop_field field)
{
	return g->lists[field].len > 0;
}

void marc_gather_finish(const struct marc_gather *g, struct coop_record *out)
{
	for (int i = 0; i < COOP_FIELD_COUNT; i++) {
		const struct coop_buf *list = &g->lists[i];
		coop_record_add(out, (enum coop_field)i, coop_buf_cstr(list), list->len);
		out->failed |= list->failed;
	}
	coop_record_add_all(out, &g->others);
}
