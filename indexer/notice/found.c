#include "indexer/notice/found.h"

#include <stdio.h>
#include <string.h>

#include "indexer/decode/duration.h"
#include "shared/core/bytes.h"

void found_release(struct found *f)
{
	if (f->folded.failed || f->text.failed)
		f->rec->failed = true;
	coop_buf_release(&f->folded);
	coop_buf_release(&f->text);
}

static struct coop_found place_of(
	const struct found *f, struct span where, enum confidence sure)
{
	size_t off = (size_t)(where.s - f->base);
	return (struct coop_found){off, off + where.n, (unsigned)sure};
}

/* Adds a further value of a field that holds one only, under the name of the field. */
static void add_second(struct found *f, enum coop_field field, const char *text, size_t n,
	struct span where, enum confidence sure)
{
	const char *name = coop_field_info(field)->name;
	coop_record_add_found(f->rec, COOP_F_OTHER, name, strlen(name), text, n,
		place_of(f, where, sure));
}

/* Whether it is the first value of a field. */
static bool is_first(
	const struct found *f, enum coop_field field, const char *text, size_t n)
{
	struct coop_value v = coop_record_at(f->rec, f->first[field] - 1);
	return coop_bytes_equal(v.text, v.len, text, n);
}

void found_add_text(struct found *f, enum coop_field field, const char *text, size_t n,
	struct span where, enum confidence sure)
{
	if (n == 0)
		return;
	if (!found_has(f, field) ||
		coop_field_info(field)->flags & COOP_FIELD_MULTIVALUED) {
		size_t before = f->rec->count;
		coop_record_add_found(
			f->rec, field, NULL, 0, text, n, place_of(f, where, sure));
		if (!found_has(f, field) && f->rec->count > before)
			f->first[field] = f->rec->count;
	} else if (!is_first(f, field, text, n)) {
		add_second(f, field, text, n, where, sure);
	}
}

void found_add(
	struct found *f, enum coop_field field, struct span value, enum confidence sure)
{
	value = span_trim(value);
	found_add_text(f, field, value.s, value.n, value, sure);
}

void found_add_named(struct found *f, struct span name, struct span value,
	struct span where, enum confidence sure)
{
	coop_record_add_found(f->rec, COOP_F_OTHER, name.s, name.n, value.s, value.n,
		place_of(f, where, sure));
}

void found_tell(const struct found *f, size_t line, const char *what)
{
	struct coop_error problem = {0};
	if (!f->problems)
		return;
	coop_fail(&problem, COOP_E_INPUT, "%s", what);
	report_repaired(f->problems->report,
		&(struct coop_place){.path = f->problems->path, .line = line}, &problem);
}

void found_add_minutes(struct found *f, struct span value, enum confidence sure)
{
	char text[16];
	unsigned minutes;
	value = span_trim(value);
	if (!duration_find(value.s, value.n, &minutes)) {
		found_add(f, COOP_F_MINUTES, value, sure);
		return;
	}
	int n = snprintf(text, sizeof text, "%u", minutes);
	if (!found_has(f, COOP_F_MINUTES))
		found_add_text(f, COOP_F_MINUTES, text, (size_t)n, value, sure);
	else if (!is_first(f, COOP_F_MINUTES, text, (size_t)n))
		add_second(f, COOP_F_MINUTES, value.s, value.n, value, sure);
}
