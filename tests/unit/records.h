/*
 * records.h - compares records, and prints their values.
 */
#ifndef COOP_TESTS_UNIT_RECORDS_H
#define COOP_TESTS_UNIT_RECORDS_H

#include <stdbool.h>
#include <string.h>

#include "shared/index/record.h"

/* Whether two records are equal, but for the places of values, which are not packed. */
static inline bool same_record(const struct coop_record *a, const struct coop_record *b)
{
	if (a->line != b->line || a->length != b->length || a->copy_len != b->copy_len ||
		a->count != b->count || a->name_only != b->name_only ||
		strcmp(coop_record_path(a), coop_record_path(b)) != 0)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		struct coop_value v = coop_record_at(a, i), w = coop_record_at(b, i);
		if (v.field != w.field || v.name_len != w.name_len || v.len != w.len ||
			memcmp(v.name, w.name, v.name_len) != 0 ||
			memcmp(v.text, w.text, v.len) != 0 ||
			v.place.confidence != w.place.confidence)
			return false;
	}
	return true;
}

/*
 * Appends the values except ids as `name=text`, one a line; line ends in a text become
 * '|'.
 */
static inline void put_values(const struct coop_record *r, struct coop_buf *out)
{
	for (size_t i = 0; i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		if (v.field == COOP_F_ID)
			continue;
		coop_buf_printf(out, "%.*s=", (int)v.name_len, v.name);
		for (size_t k = 0; k < v.len; k++)
			coop_buf_byte(out, v.text[k] == '\n' ? '|' : v.text[k]);
		coop_buf_byte(out, '\n');
	}
}

#endif
