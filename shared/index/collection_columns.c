#include "shared/index/collection_columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/core/bytes.h"
#include "shared/index/column_forms.h"

/* Where a value of the numbering of all is. */
struct place {
	uint32_t part, number;
};

/* The column of a part. */
struct part {
	struct coop_columns columns;
	const struct coop_columns_part *column;
	/* the numbers of its values: of each 1 + the number by 1 + that here, 0 by 0; NULL in a single part */
	uint32_t *numbers;
};

struct coop_column {
	enum coop_field field;
	const struct coop_collection *collection;
	struct part *parts;
	uint32_t values;
	struct place *places; /* where each value is; NULL in a single part */
	uint32_t got[COOP_COLUMN_EACH_MAX];
	struct coop_columns_walk walk; /* at the last value that was asked for */
	char digits[16];
	struct coop_column_forms *forms; /* of shards; NULL before they are needed */
};

/* ---- one numbering for all dictionaries ---- */

/* A walk over a dictionary; `there` is whether it is at a value. */
struct side {
	struct coop_columns_walk walk;
	bool there;
	uint32_t at;
};

static enum coop_status move(struct side *s, struct coop_error *err)
{
	s->at = s->walk.next;
	s->there = s->at < s->walk.part->values;
	return s->there ? coop_columns_walk_next(&s->walk, err) : COOP_OK;
}

/* The order of the values of two walks. */
static int compare(const struct side *a, const struct side *b)
{
	if (a->walk.part->kind == COOP_COLUMN_NUMBER)
		return (a->walk.number > b->walk.number) -
		       (a->walk.number < b->walk.number);
	return coop_bytes_compare(
		a->walk.key, a->walk.key_len, b->walk.key, b->walk.key_len);
}

/* Gives the next value its number, in all parts that have it; false when there is none. */
static bool number_next(struct coop_column *c, struct side *sides, enum coop_status *st,
	struct coop_error *err)
{
	size_t n = c->collection->nparts, from = 0;
	bool has[2 * COOP_COLLECTION_MAX] = {false};
	for (size_t i = 1; i < n; i++)
		if (sides[i].there &&
			(!sides[from].there || compare(&sides[i], &sides[from]) < 0))
			from = i;
	if (!sides[from].there)
		return false;
	for (size_t i = 0; i < n; i++)
		has[i] = sides[i].there && compare(&sides[i], &sides[from]) == 0;
	c->places[c->values] = (struct place){(uint32_t)from, sides[from].at};
	for (size_t i = 0; !*st && i < n; i++)
		if (has[i]) {
			c->parts[i].numbers[sides[i].at + 1] = c->values + 1;
			*st = move(&sides[i], err);
		}
	c->values++;
	return true;
}

/* Makes room for the numbering. */
static bool reserve(struct coop_column *c)
{
	size_t all = 0;
	for (size_t i = 0; i < c->collection->nparts; i++) {
		size_t n = c->parts[i].column->values;
		c->parts[i].numbers = calloc(n + 1, sizeof *c->parts[i].numbers);
		if (!c->parts[i].numbers)
			return false;
		all += n;
	}
	/* numbers have 32 bits, as those of the segments */
	c->places = all < UINT32_MAX ? calloc(all + 1, sizeof *c->places) : NULL;
	return c->places != NULL;
}

static enum coop_status merge(struct coop_column *c, struct coop_error *err)
{
	size_t n = c->collection->nparts;
	struct side *sides = reserve(c) ? calloc(n, sizeof *sides) : NULL;
	enum coop_status st = COOP_OK;
	if (!sides)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < n; i++) {
		st = coop_columns_walk_begin(
			&sides[i].walk, &c->parts[i].columns, c->parts[i].column, 0, err);
		if (!st)
			st = move(&sides[i], err);
	}
	while (!st && number_next(c, sides, &st, err))
		continue;
	free(sides);
	return st;
}

/* ---- opening ---- */

static enum coop_status open_parts(struct coop_column *c, struct coop_error *err)
{
	const struct coop_collection *all = c->collection;
	enum coop_status st = COOP_OK;
	c->parts = calloc(all->nparts, sizeof *c->parts);
	if (!c->parts)
		return coop_fail_nomem(err);
	for (size_t i = 0; !st && i < all->nparts; i++) {
		struct part *p = &c->parts[i];
		st = coop_columns_open(all->parts[i].segment, &p->columns, err);
		if (!st)
			st = coop_columns_part(&p->columns, c->field, &p->column, err);
	}
	return st;
}

enum coop_status coop_collection_column_open(const struct coop_collection *collection,
	enum coop_field field, struct coop_column **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_column *c = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->field = field;
	c->collection = collection;
	enum coop_status st = open_parts(c, err);
	if (!st && collection->nparts > 1)
		st = merge(c, err);
	else if (!st)
		c->values = c->parts->column->values;
	if (st)
		coop_column_free(c);
	else
		*out = c;
	return st;
}

void coop_column_free(struct coop_column *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->parts && i < c->collection->nparts; i++) {
		coop_columns_close(&c->parts[i].columns);
		free(c->parts[i].numbers);
	}
	free(c->parts);
	free(c->places);
	coop_column_forms_free(c->forms);
	free(c);
}

/* ---- values ---- */

/* Finds a value in the numbering of a part. */
static bool find_in_part(const struct part *p, uint32_t number, uint32_t *own)
{
	uint32_t low = 0, high = p->column->values;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (p->numbers[middle + 1] < number + 1)
			low = middle + 1;
		else
			high = middle;
	}
	*own = low;
	return low < p->column->values && p->numbers[low + 1] == number + 1;
}

/* Replaces the form to show of a value by that of all shards together. */
static enum coop_status show_in_shards(struct coop_column *c, uint32_t number,
	struct coop_column_value *value, struct coop_error *err)
{
	struct coop_columns_walk w;
	enum coop_status st = c->forms ? COOP_OK : coop_column_forms_new(&c->forms, err);
	if (!st)
		st = coop_column_forms_begin(c->forms, err);
	for (size_t i = 0; !st && i < c->collection->nparts; i++) {
		const struct part *p = &c->parts[i];
		uint32_t own;
		if (!find_in_part(p, number, &own))
			continue;
		st = coop_columns_walk_begin(&w, &p->columns, p->column, own, err);
		if (!st)
			st = coop_columns_walk_next(&w, err);
		if (!st)
			st = coop_column_forms_add(c->forms, &w, err);
	}
	if (!st)
		coop_column_forms_choose(c->forms, &value->shown, &value->shown_len);
	return st;
}

enum coop_field coop_column_field(const struct coop_column *c)
{
	return c->field;
}

uint32_t coop_column_count(const struct coop_column *c)
{
	return c->values;
}

enum coop_status coop_column_value(struct coop_column *c, uint32_t number,
	struct coop_column_value *value, struct coop_error *err)
{
	struct place at = c->places ? c->places[number] : (struct place){0, number};
	struct coop_columns_walk *w = &c->walk;
	const struct coop_columns_part *part = c->parts[at.part].column;
	enum coop_status st = COOP_OK;
	*value = (struct coop_column_value){.number = 0};
	/* values that follow one another are read without looking for them */
	if (w->part != part || w->next != at.number)
		st = coop_columns_walk_begin(
			w, &c->parts[at.part].columns, part, at.number, err);
	if (!st)
		st = coop_columns_walk_next(w, err);
	if (st) {
		w->part = NULL;
		return st;
	}
	*value = (struct coop_column_value){
		w->key, w->shown, w->key_len, w->shown_len, w->number};
	if (part->kind == COOP_COLUMN_NUMBER) {
		value->key = c->digits;
		value->key_len = (size_t)snprintf(
			c->digits, sizeof c->digits, "%" PRIu32, w->number);
	}
	if (part->kind != COOP_COLUMN_FACET) {
		value->shown = value->key;
		value->shown_len = value->key_len;
		return st;
	}
	return c->collection->sharded ? show_in_shards(c, number, value, err) : st;
}

/* ---- documents ---- */

enum coop_status coop_column_get(struct coop_column *c, uint32_t docid,
	const uint32_t **numbers, size_t *count, struct coop_error *err)
{
	const struct coop_collection_part *at =
		coop_collection_part(c->collection, docid);
	const struct part *p = &c->parts[at - c->collection->parts];
	*numbers = c->got;
	*count = 0;
	enum coop_status st = coop_columns_get(
		&p->columns, p->column, docid - at->before, c->got, count, err);
	for (size_t k = 0; !st && p->numbers && k < *count; k++)
		c->got[k] = p->numbers[c->got[k] + 1] - 1;
	return st;
}

enum coop_status coop_column_tally(struct coop_column *c, const struct coop_docset *set,
	const uint16_t *group_of, uint32_t *counts, uint32_t *seen,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->collection->nparts; i++) {
		const struct part *p = &c->parts[i];
		struct coop_columns_tally t = {p->numbers, group_of, counts, seen};
		st = coop_columns_count(&p->columns, p->column, set,
			c->collection->parts[i].before, &t, err);
	}
	return st;
}

/* Takes the documents of a part away that are gone. */
static void drop_gone(const struct coop_collection_part *at, struct coop_docset *set)
{
	uint32_t documents = at->last - at->before;
	for (uint32_t i = 0; at->tombstones && i <= documents / 64; i++)
		if (at->tombstones[i])
			coop_docset_drop_bits(
				set, at->before + i * 64, at->tombstones[i]);
}

/* Adds the documents of a part with the values of some counters of the collection. */
static enum coop_status select_part(const struct coop_collection_part *at,
	const struct part *p, const struct coop_docset *counters, struct coop_docset *set,
	struct coop_error *err)
{
	struct coop_docset own = {0};
	enum coop_status st = COOP_OK;
	if (p->numbers)
		st = coop_docset_reset(&own, p->column->values, err);
	for (uint32_t i = 1; !st && p->numbers && i <= p->column->values; i++)
		if (coop_docset_has(counters, p->numbers[i]))
			coop_docset_add(&own, i);
	if (!st)
		st = coop_columns_select(&p->columns, p->column,
			p->numbers ? &own : counters, at->before, set, err);
	coop_docset_release(&own);
	drop_gone(at, set);
	return st;
}

enum coop_status coop_column_documents(struct coop_column *c,
	const struct coop_docset *counters, struct coop_docset *set,
	struct coop_error *err)
{
	enum coop_status st = coop_docset_reset(set, c->collection->last, err);
	for (size_t i = 0; !st && i < c->collection->nparts; i++)
		st = select_part(
			&c->collection->parts[i], &c->parts[i], counters, set, err);
	return st;
}
