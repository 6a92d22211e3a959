#include "query/facets/count_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "query/match/top_hits.h"
#include "query/syntax/departments.h"

enum { DECADES = 1000 };

/* ---- groups of values ---- */

/* The counter of the group of a value; 0 for none. */
static uint16_t group_of(const struct tally *t, const struct coop_column_value *value)
{
	size_t group = t->grouping == FACET_DECADE
			       ? value->number / 10
			       : department_of_postcode(value->key, value->key_len);
	return group < t->ngroups ? (uint16_t)(group + 1) : 0;
}

/* Finds the groups of all values, which takes less than finding those of the documents of a query. */
static enum coop_status find_groups(struct tally *t, struct coop_error *err)
{
	uint32_t values = coop_column_count(t->column);
	enum coop_status st = COOP_OK;
	t->ngroups = t->grouping == FACET_DECADE ? DECADES : departments_count();
	t->group_of = calloc((size_t)values + 1, sizeof *t->group_of);
	t->seen = calloc(t->ngroups + 1, sizeof *t->seen);
	if (!t->group_of || !t->seen)
		return coop_fail_nomem(err);
	for (uint32_t i = 0; !st && i < values; i++) {
		struct coop_column_value value;
		st = coop_column_value(t->column, i, &value, err);
		if (!st)
			t->group_of[i + 1] = group_of(t, &value);
	}
	return st;
}

static enum coop_status tally_open(struct tally *t,
	const struct coop_collection *collection, enum coop_field field,
	struct coop_error *err)
{
	enum coop_status st =
		coop_collection_column_open(collection, field, &t->column, err);
	if (!st && t->grouping == FACET_VALUES)
		t->ngroups = coop_column_count(t->column);
	else if (!st)
		st = find_groups(t, err);
	t->counts = st ? NULL : calloc(t->ngroups + 1, sizeof *t->counts);
	return st || t->counts ? st : coop_fail_nomem(err);
}

static void tally_close(struct tally *t)
{
	coop_column_free(t->column);
	free(t->group_of);
	free(t->counts);
	free(t->seen);
	free(t->all);
	*t = (struct tally){.column = NULL};
}

/* ---- the counter ---- */

enum coop_status facet_counter_new(const struct coop_collection *collection,
	struct facet_counter **out, struct coop_error *err)
{
	*out = calloc(1, sizeof **out);
	if (!*out)
		return coop_fail_nomem(err);
	(*out)->collection = collection;
	return COOP_OK;
}

void facet_counter_free(struct facet_counter *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < FACET_GROUPINGS; i++)
		for (size_t k = 0; k < COOP_FIELD_COUNT; k++)
			tally_close(&c->tallies[i][k]);
	coop_docset_release(&c->all);
	coop_docset_release(&c->rest);
	free(c);
}

enum coop_status facet_tally(struct facet_counter *c, enum coop_field field,
	enum facet_grouping grouping, struct tally **out, struct coop_error *err)
{
	struct tally *t = &c->tallies[grouping][field];
	enum coop_status st = COOP_OK;
	*out = t;
	t->grouping = grouping;
	if (!t->column)
		st = tally_open(t, c->collection, field, err);
	if (st)
		tally_close(t);
	return st;
}

enum coop_status facet_all(struct facet_counter *c, struct coop_error *err)
{
	return c->all.words ? COOP_OK : coop_collection_all(c->collection, &c->all, err);
}

/* ---- counting ---- */

static enum coop_status count_set(
	struct tally *t, const struct coop_docset *documents, struct coop_error *err)
{
	memset(t->counts, 0, (t->ngroups + 1) * sizeof *t->counts);
	if (t->seen)
		memset(t->seen, 0, (t->ngroups + 1) * sizeof *t->seen);
	return coop_column_tally(
		t->column, documents, t->group_of, t->counts, t->seen, err);
}

/* Counts all documents; once, as they stay what they are. */
static enum coop_status count_all(
	struct tally *t, const struct coop_docset *all, struct coop_error *err)
{
	if (t->all)
		return COOP_OK;
	uint32_t *counts = calloc(t->ngroups + 1, sizeof *counts);
	if (!counts)
		return coop_fail_nomem(err);
	enum coop_status st = count_set(t, all, err);
	if (st) {
		free(counts);
		return st;
	}
	t->all = t->counts;
	t->counts = counts;
	return COOP_OK;
}

/* Counts those documents that are not in c->rest. */
static enum coop_status count_others(
	struct facet_counter *c, struct tally *t, struct coop_error *err)
{
	enum coop_status st = count_all(t, &c->all, err);
	if (!st)
		st = count_set(t, &c->rest, err);
	for (size_t i = 0; !st && i <= t->ngroups; i++)
		t->counts[i] = t->all[i] - t->counts[i];
	return st;
}

/* Finds the documents that are not in a set. */
static enum coop_status find_rest(struct facet_counter *c,
	const struct coop_docset *documents, struct coop_error *err)
{
	enum coop_status st = facet_all(c, err);
	return st ? st : coop_docset_difference(&c->rest, &c->all, documents, err);
}

/* ---- the most frequent ---- */

/* Chooses among the groups [from, to): those with more notices than `least`, which rises. */
static void choose_among(const struct tally *t, size_t from, size_t to, bool by_count,
	uint32_t *least, struct top_hits *top)
{
	for (size_t i = from; i < to; i++) {
		uint32_t count = t->counts[i + 1];
		if (count <= *least)
			continue;
		struct coop_hit hit = {(uint32_t)i, count};
		if (!by_count) {
			top->at[top->count++] = hit;
			continue;
		}
		top_hits_take(top, hit);
		*least = top_hits_is_full(top) ? (uint32_t)top->at[0].score : 0;
	}
}

/*
 * Chooses groups, as hits: by their counts, or all of them in order. Returns how many have a notice. Of tens
 * of thousands nearly all have few: blocks are looked at by a loop that compilers make one of vectors.
 */
static size_t choose(const struct tally *t, bool by_count, struct top_hits *top)
{
	enum { BLOCK = 64 };
	size_t there = 0;
	uint32_t least = 0; /* groups need more to be chosen: equal ones come in order */
	for (size_t from = 0; from < t->ngroups; from += BLOCK) {
		size_t to = t->ngroups - from < BLOCK ? t->ngroups : from + BLOCK;
		uint32_t bits = 0,
			 some = 0; /* no count is greater than the bits of all */
		for (size_t i = from; i < to; i++) {
			bits |= t->counts[i + 1];
			some += t->counts[i + 1] != 0;
		}
		there += some;
		if (bits > least)
			choose_among(t, from, to, by_count, &least, top);
	}
	if (by_count)
		top_hits_sort(top);
	return there;
}

/* Sets the number of a value, and appends its text, which begins at the end of f->text. */
static enum coop_status describe(struct tally *t, struct facet *f, struct facet_value *v,
	uint32_t group, struct coop_error *err)
{
	size_t begin = f->text.len;
	struct coop_column_value value = {.number = group};
	enum coop_status st = COOP_OK;
	if (t->grouping == FACET_DECADE) {
		value.number = group * 10;
		coop_buf_printf(&f->text, "%" PRIu32, value.number);
	} else if (t->grouping == FACET_DEPARTMENT) {
		coop_buf_str(&f->text, department_at(group)->code);
	} else {
		st = coop_column_value(t->column, group, &value, err);
		coop_buf_add(&f->text, value.shown, value.shown_len);
	}
	v->number = value.number;
	v->len = f->text.len - begin;
	return st ? st : coop_buf_check(&f->text, err);
}

/* Makes the values of the groups that were chosen. */
static enum coop_status make_values(struct tally *t, const struct top_hits *top,
	struct facet *f, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	f->values = calloc(top->count + 1, sizeof *f->values);
	if (!f->values)
		return coop_fail_nomem(err);
	f->count = top->count;
	for (size_t i = 0; !st && i < f->count; i++) {
		f->values[i].count = (uint64_t)top->at[i].score;
		st = describe(t, f, &f->values[i], top->at[i].docid, err);
	}
	const char *text = coop_buf_cstr(&f->text);
	for (size_t i = 0; i < f->count; i++) {
		f->values[i].text = text;
		text += f->values[i].len;
	}
	return st;
}

static enum coop_status finish(struct tally *t, struct facet *f, struct coop_error *err)
{
	bool by_count = f->wish.layout != FACET_TIMELINE;
	size_t limit =
		f->wish.limit < t->ngroups && by_count ? f->wish.limit : t->ngroups;
	struct top_hits top = {.at = calloc(limit + 1, sizeof *top.at), .max = limit};
	if (!top.at)
		return coop_fail_nomem(err);
	size_t there = choose(t, by_count, &top);
	enum coop_status st = make_values(t, &top, f, err);
	f->others = there - f->count;
	f->without = t->counts[0];
	free(top.at);
	return st;
}

static enum coop_status count_facet(struct facet_counter *c,
	const struct coop_docset *documents, bool broad, struct facet *f,
	struct coop_error *err)
{
	struct tally *t;
	enum coop_status st = facet_tally(c, f->wish.field, f->wish.grouping, &t, err);
	if (!st)
		st = broad ? count_others(c, t, err) : count_set(t, documents, err);
	return st ? st : finish(t, f, err);
}

enum coop_status facets_count(struct facet_counter *c,
	const struct coop_docset *documents, const struct facet_wishes *wishes,
	struct facet_list *out, struct coop_error *err)
{
	/* the documents that are not found are counted, and subtracted, where they are fewer */
	bool broad = documents->count > c->collection->documents / 2;
	out->at = calloc(wishes->count + 1, sizeof *out->at);
	if (!out->at)
		return coop_fail_nomem(err);
	enum coop_status st = broad ? find_rest(c, documents, err) : COOP_OK;
	for (; !st && out->count < wishes->count; out->count++) {
		struct facet *f = &out->at[out->count];
		f->wish = wishes->at[out->count];
		f->notices = documents->count;
		st = count_facet(c, documents, broad, f, err);
	}
	return st;
}

void facet_list_release(struct facet_list *l)
{
	for (size_t i = 0; i < l->count; i++) {
		free(l->at[i].values);
		coop_buf_release(&l->at[i].text);
	}
	free(l->at);
	*l = (struct facet_list){0};
}
