#include "shared/index/snapshot_columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/core/bytes.h"

enum { BASE, DELTA, SEGMENTS };

/* Where a value of the numbering of both is. */
struct place {
	uint32_t segment, number;
};

struct coop_column {
	enum coop_field field;
	uint32_t last; /* the last docid of the base */
	struct coop_columns columns[SEGMENTS];
	const struct coop_columns_part
		*parts[SEGMENTS]; /* NULL: there is no such segment */
	uint32_t values;
	/* both NULL where there is no delta */
	uint32_t *numbers[SEGMENTS]; /* the number of each value of a segment */
	struct place *places;        /* where each value is */
	uint32_t got[COOP_COLUMN_EACH_MAX];
	struct coop_columns_run run;
	struct coop_columns_walk walk; /* at the last value that was asked for */
	char digits[16];
};

/* ---- one numbering for two dictionaries ---- */

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

/* The order of the values of two walks; a walk that is over comes last. */
static int compare(const struct side *a, const struct side *b)
{
	if (!a->there || !b->there)
		return b->there - a->there;
	if (a->walk.part->kind == COOP_COLUMN_NUMBER)
		return (a->walk.number > b->walk.number) -
		       (a->walk.number < b->walk.number);
	return coop_bytes_compare(
		a->walk.key, a->walk.key_len, b->walk.key, b->walk.key_len);
}

static enum coop_status number_all(
	struct coop_column *c, struct side sides[SEGMENTS], struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (int i = 0; !st && i < SEGMENTS; i++)
		st = move(&sides[i], err);
	while (!st && (sides[BASE].there || sides[DELTA].there)) {
		int order = compare(&sides[BASE], &sides[DELTA]);
		int from = order <= 0 ? BASE : DELTA;
		c->places[c->values] = (struct place){(uint32_t)from, sides[from].at};
		bool from_each[SEGMENTS] = {order <= 0, order >= 0};
		for (int i = 0; !st && i < SEGMENTS; i++)
			if (from_each[i]) {
				c->numbers[i][sides[i].at] = c->values;
				st = move(&sides[i], err);
			}
		c->values++;
	}
	return st;
}

/* Makes room for the numbering. */
static bool reserve(struct coop_column *c)
{
	size_t all = 0;
	for (int i = 0; i < SEGMENTS; i++) {
		size_t n = c->parts[i]->values;
		c->numbers[i] = calloc(n + 1, sizeof *c->numbers[i]);
		if (!c->numbers[i])
			return false;
		all += n;
	}
	/* numbers have 32 bits, as those of the segments */
	c->places = all < UINT32_MAX ? calloc(all + 1, sizeof *c->places) : NULL;
	return c->places != NULL;
}

static enum coop_status merge(struct coop_column *c, struct coop_error *err)
{
	struct side *sides = reserve(c) ? calloc(SEGMENTS, sizeof *sides) : NULL;
	enum coop_status st = COOP_OK;
	if (!sides)
		return coop_fail_nomem(err);
	for (int i = 0; !st && i < SEGMENTS; i++)
		st = coop_columns_walk_begin(
			&sides[i].walk, &c->columns[i], c->parts[i], 0, err);
	if (!st)
		st = number_all(c, sides, err);
	free(sides);
	return st;
}

/* ---- opening ---- */

static enum coop_status open_part(struct coop_column *c, int i,
	const struct coop_segment *segment, struct coop_error *err)
{
	enum coop_status st = coop_columns_open(segment, &c->columns[i], err);
	if (!st)
		c->parts[i] = coop_columns_part(&c->columns[i], c->field);
	return st;
}

enum coop_status coop_snapshot_column_open(const struct coop_snapshot *snapshot,
	enum coop_field field, struct coop_column **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_column *c = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->field = field;
	c->last = snapshot->last;
	enum coop_status st = open_part(c, BASE, &snapshot->base, err);
	if (!st && snapshot->delta.reader)
		st = open_part(c, DELTA, &snapshot->delta, err);
	if (!st && c->parts[DELTA])
		st = merge(c, err);
	else if (!st)
		c->values = c->parts[BASE]->values;
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
	for (int i = 0; i < SEGMENTS; i++) {
		coop_columns_close(&c->columns[i]);
		free(c->numbers[i]);
	}
	free(c->places);
	free(c);
}

/* ---- values ---- */

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
	struct place at = c->places ? c->places[number] : (struct place){BASE, number};
	struct coop_columns_walk *w = &c->walk;
	const struct coop_columns_part *part = c->parts[at.segment];
	enum coop_status st = COOP_OK;
	*value = (struct coop_column_value){.number = 0};
	/* values that follow one another are read without looking for them */
	if (w->part != part || w->next != at.number)
		st = coop_columns_walk_begin(
			w, &c->columns[at.segment], part, at.number, err);
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
	}
	return st;
}

/* ---- documents ---- */

enum coop_status coop_column_get(struct coop_column *c, uint32_t docid,
	const uint32_t **numbers, size_t *count, struct coop_error *err)
{
	int i = docid > c->last && c->parts[DELTA] ? DELTA : BASE;
	*numbers = c->got;
	*count = 0;
	enum coop_status st = coop_columns_get(&c->columns[i], c->parts[i],
		i == DELTA ? docid - c->last : docid, c->got, count, err);
	for (size_t k = 0; !st && c->numbers[i] && k < *count; k++)
		c->got[k] = c->numbers[i][c->got[k]];
	return st;
}

enum coop_status coop_column_get_run(struct coop_column *c, uint32_t docid, uint32_t n,
	const struct coop_columns_run **run, struct coop_error *err)
{
	int i = docid > c->last && c->parts[DELTA] ? DELTA : BASE;
	uint32_t before = i == DELTA ? c->last : 0;
	n = n < COOP_COLUMNS_RUN ? n : COOP_COLUMNS_RUN;
	/* the documents of the delta have a column of their own */
	if (i == BASE && c->parts[DELTA] && n - 1 > c->last - docid)
		n = c->last - docid + 1;
	*run = &c->run;
	enum coop_status st = coop_columns_get_run(
		&c->columns[i], c->parts[i], docid - before, n, &c->run, err);
	uint32_t end = !st && n > 0 ? c->run.ends[n - 1] : 0;
	for (uint32_t k = 0; c->numbers[i] && k < end; k++)
		c->run.numbers[k] = c->numbers[i][c->run.numbers[k]];
	return st;
}
