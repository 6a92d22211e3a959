/*
 * documents.c - the documents that a facet has counted for a value.
 */
#include <string.h>

#include "query/facets/count_internal.h"
#include "query/syntax/departments.h"
#include "shared/text/fold.h"

/* ---- which group a text names ---- */

/* The decade of its first year, "1980", or as facets show it, in either language. */
static size_t find_decade(const char *folded)
{
	static const char years[] = "annees ";
	enum { DIGITS = 4 };
	uint32_t year = 0;
	if (strncmp(folded, years, sizeof years - 1) == 0)
		folded += sizeof years - 1;
	size_t n = strspn(folded, "0123456789");
	for (size_t i = 0; i < n && i < DIGITS; i++)
		year = year * 10 + (uint32_t)(folded[i] - '0');
	bool decade = n == DIGITS && year % 10 == 0 &&
		      (folded[n] == '\0' || strcmp(folded + n, "s") == 0);
	return decade ? year / 10 : SIZE_MAX;
}

/* The department of a code, of a name, or of both, as facets show it. */
static size_t find_department(const char *folded, struct coop_buf *scratch)
{
	for (size_t i = 0; i < departments_count(); i++) {
		const struct department *d = department_at(i);
		size_t code = strlen(d->code);
		coop_buf_reset(scratch);
		coop_fold_label(d->code, code, scratch);
		coop_buf_byte(scratch, ' ');
		coop_fold_label(d->name, strlen(d->name), scratch);
		const char *both = coop_buf_cstr(scratch);
		if (strncmp(both, folded, code) == 0 && folded[code] == '\0')
			return i;
		if (strcmp(both, folded) == 0 || strcmp(both + code + 1, folded) == 0)
			return i;
	}
	return SIZE_MAX;
}

static enum coop_status find_group(const struct tally *t, const struct exact_value *v,
	size_t *group, struct coop_error *err)
{
	struct coop_buf folded = {0}, scratch = {0};
	coop_fold_label(v->text, v->len, &folded);
	const char *s = coop_buf_cstr(&folded);
	*group = t->grouping == FACET_DECADE ? find_decade(s)
					     : find_department(s, &scratch);
	folded.failed |= scratch.failed;
	enum coop_status st = coop_buf_check(&folded, err);
	coop_buf_release(&folded);
	coop_buf_release(&scratch);
	return st;
}

/* ---- its documents ---- */

/* Adds the counters of the values that are a value, or in its group; of having none those of all that are in one. */
static enum coop_status choose_counters(const struct tally *t,
	const struct exact_value *v, struct coop_docset *counters, struct coop_error *err)
{
	uint32_t count = coop_column_count(t->column), number = 0;
	size_t group = SIZE_MAX;
	bool found = false;
	enum coop_status st = coop_docset_reset(counters, count, err);
	if (!st && !v->without && !t->group_of)
		st = coop_column_find(t->column, v->text, v->len, &number, &found, err);
	else if (!st && !v->without)
		st = find_group(t, v, &group, err);
	if (st)
		return st;
	if (found)
		coop_docset_add(counters, number + 1);
	for (uint32_t i = 1; (v->without || t->group_of) && i <= count; i++) {
		size_t own = t->group_of ? t->group_of[i] : 1;
		if (v->without ? own > 0 : own == group + 1)
			coop_docset_add(counters, i);
	}
	return COOP_OK;
}

enum coop_status facet_documents(struct facet_counter *c, const struct exact_value *v,
	struct coop_docset *set, struct coop_error *err)
{
	struct tally *t;
	struct coop_docset counters = {0}, some = {0};
	enum coop_status st = facet_tally(c, v->field, v->grouping, &t, err);
	if (!st)
		st = choose_counters(t, v, &counters, err);
	if (!st)
		st = coop_column_documents(
			t->column, &counters, v->without ? &some : set, err);
	if (!st && v->without)
		st = facet_all(c, err);
	if (!st && v->without)
		st = coop_docset_difference(set, &c->all, &some, err);
	coop_docset_release(&counters);
	coop_docset_release(&some);
	return st;
}
