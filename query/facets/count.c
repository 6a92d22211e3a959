#include "query/facets/count.h"

#include <inttypes.h>
#include <stdlib.h>

#include "query/facets/departments.h"
#include "query/match/top_hits.h"
#include "shared/index/collection_columns.h"

/* ---- groups of values ---- */

/* What is counted as one: a value, a decade, a department. */
struct group {
	uint32_t count; /* notices */
	uint32_t seen;  /* the last document that was counted: each counts once */
};

enum { UNKNOWN = UINT16_MAX, NO_GROUP = UINT16_MAX - 1, DECADES = 1000 };

/* Counting a facet. */
struct tally {
	const struct facet_wish *wish;
	struct coop_column *column;
	struct group *groups;
	size_t ngroups;
	uint16_t *
		group_of; /* of a value, as far as it is known; NULL: they are the same */
	uint64_t without;
};

static size_t groups_of(const struct facet_wish *wish, const struct coop_column *column)
{
	switch (wish->grouping) {
	case FACET_DECADE:
		return DECADES;
	case FACET_DEPARTMENT:
		return departments_count();
	default:
		return coop_column_count(column);
	}
}

static enum coop_status tally_open(struct tally *t,
	const struct coop_collection *collection, const struct facet_wish *wish,
	struct coop_error *err)
{
	*t = (struct tally){.wish = wish};
	enum coop_status st =
		coop_collection_column_open(collection, wish->field, &t->column, err);
	if (st)
		return st;
	size_t values = coop_column_count(t->column);
	t->ngroups = groups_of(wish, t->column);
	t->groups = calloc(t->ngroups + 1, sizeof *t->groups);
	if (wish->grouping != FACET_VALUES) {
		t->group_of = malloc((values + 1) * sizeof *t->group_of);
		for (size_t i = 0; t->group_of && i < values; i++)
			t->group_of[i] = UNKNOWN;
	}
	bool room = t->groups && (t->group_of || wish->grouping == FACET_VALUES);
	return room ? COOP_OK : coop_fail_nomem(err);
}

static void tally_close(struct tally *t)
{
	coop_column_free(t->column);
	free(t->groups);
	free(t->group_of);
}

/* Finds the group of a value that was not met before. */
static enum coop_status find_group(
	struct tally *t, uint32_t number, struct coop_error *err)
{
	struct coop_column_value value;
	enum coop_status st = coop_column_value(t->column, number, &value, err);
	if (st)
		return st;
	size_t group = NO_GROUP;
	if (t->wish->grouping == FACET_DECADE && value.number / 10 < DECADES)
		group = value.number / 10;
	else if (t->wish->grouping == FACET_DEPARTMENT)
		group = department_of_postcode(value.key, value.key_len);
	t->group_of[number] = group < t->ngroups ? (uint16_t)group : NO_GROUP;
	return COOP_OK;
}

/* ---- counting ---- */

/* Counts a document in a group; false when it was counted there before. */
static bool count_in(struct group *g, uint32_t docid)
{
	bool first = g->seen != docid;
	g->count += first;
	g->seen = docid;
	return first;
}

/* The group of a value; NO_GROUP for none. */
static enum coop_status group_of(
	struct tally *t, uint32_t number, uint32_t *group, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*group = number;
	if (!t->group_of)
		return COOP_OK;
	if (t->group_of[number] == UNKNOWN)
		st = find_group(t, number, err);
	*group = t->group_of[number];
	return st;
}

/* Counts a document with these values. */
static enum coop_status count_document(struct tally *t, uint32_t docid,
	const uint32_t *numbers, size_t count, struct coop_error *err)
{
	bool any = false;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < count; i++) {
		uint32_t group;
		st = group_of(t, numbers[i], &group, err);
		if (!st && group < t->ngroups)
			any |= count_in(&t->groups[group], docid);
	}
	t->without += !any;
	return st;
}

/* Counts those documents of a run that are in a set, from `docid` on. */
static enum coop_status count_run(struct tally *t, const struct coop_docset *documents,
	uint32_t docid, const struct coop_columns_run *run, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t i = 0, from = 0; !st && i < run->documents; i++) {
		if (coop_docset_has(documents, docid + i))
			st = count_document(t, docid + i, run->numbers + from,
				run->ends[i] - from, err);
		from = run->ends[i];
	}
	return st;
}

static enum coop_status count_all(
	struct tally *t, const struct coop_docset *documents, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const struct coop_columns_run *run;
	for (uint32_t docid = 1; !st && (docid = coop_docset_next(documents, docid)) > 0;
		docid += run->documents) {
		/* up to the last one of the same word of the set */
		uint64_t word = documents->words[docid / 64];
		uint32_t last = docid / 64 * 64 + 63 - (uint32_t)__builtin_clzll(word);
		st = coop_column_get_run(t->column, docid, last - docid + 1, &run, err);
		if (!st)
			st = count_run(t, documents, docid, run, err);
	}
	return st;
}

/* ---- the most frequent ---- */

/* Chooses groups, as hits: by their counts, or all of them in order. Returns how many have a notice. */
static size_t choose(const struct tally *t, bool by_count, struct top_hits *top)
{
	size_t there = 0;
	for (size_t i = 0; i < t->ngroups; i++) {
		struct coop_hit hit = {(uint32_t)i, t->groups[i].count};
		there += hit.score > 0;
		if (hit.score > 0 && !by_count)
			top->at[top->count++] = hit;
		else if (hit.score > 0 && top_hits_can_take(top, hit))
			top_hits_take(top, hit);
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
	if (t->wish->grouping == FACET_DECADE) {
		value.number = group * 10;
		coop_buf_printf(&f->text, "%" PRIu32, value.number);
	} else if (t->wish->grouping == FACET_DEPARTMENT) {
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
	bool by_count = t->wish->layout != FACET_TIMELINE;
	size_t limit =
		t->wish->limit < t->ngroups && by_count ? t->wish->limit : t->ngroups;
	struct top_hits top = {.at = calloc(limit + 1, sizeof *top.at), .max = limit};
	if (!top.at)
		return coop_fail_nomem(err);
	size_t there = choose(t, by_count, &top);
	enum coop_status st = make_values(t, &top, f, err);
	f->others = there - f->count;
	f->without = t->without;
	free(top.at);
	return st;
}

static enum coop_status count_facet(const struct coop_collection *collection,
	const struct coop_docset *documents, struct facet *f, struct coop_error *err)
{
	struct tally t;
	enum coop_status st = tally_open(&t, collection, &f->wish, err);
	if (!st)
		st = count_all(&t, documents, err);
	if (!st)
		st = finish(&t, f, err);
	tally_close(&t);
	return st;
}

enum coop_status facets_count(const struct coop_collection *collection,
	const struct coop_docset *documents, const struct facet_wishes *wishes,
	struct facet_list *out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	out->at = calloc(wishes->count + 1, sizeof *out->at);
	if (!out->at)
		return coop_fail_nomem(err);
	for (; !st && out->count < wishes->count; out->count++) {
		struct facet *f = &out->at[out->count];
		f->wish = wishes->at[out->count];
		f->notices = documents->count;
		st = count_facet(collection, documents, f, err);
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
