#include "indexer/csv/columns.h"

#include <stdio.h>
#include <stdlib.h>

#include "indexer/minutes.h"

void columns_release(struct columns *c)
{
	free(c->at);
	coop_buf_release(&c->names);
	coop_buf_release(&c->scratch);
	*c = (struct columns){0};
}

/* Whether an earlier column fills the same field, which can hold one value only. */
static bool is_taken(const struct columns *c, enum coop_field field)
{
	if (coop_field_info(field)->flags & COOP_FIELD_MANY)
		return false;
	for (size_t i = 0; i < c->count; i++)
		if (c->at[i].field == field)
			return true;
	return false;
}

static enum coop_status add_column(struct columns *c, enum coop_field field,
	const char *name, size_t len, struct coop_error *err)
{
	if (!coop_array_grow(&c->at, &c->cap, c->count + 1, sizeof *c->at))
		return coop_fail_nomem(err);
	if (field != COOP_F_OTHER && is_taken(c, field))
		field = COOP_F_OTHER;
	c->at[c->count++] = (struct column){field, c->names.len, len};
	coop_buf_add(&c->names, name, len);
	return coop_buf_check(&c->names, err);
}

enum coop_status columns_from_header(
	struct columns *c, const struct row *header, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < header->count; i++) {
		size_t len;
		const char *name = row_cell(header, i, &len);
		enum coop_field field = coop_field_by_name(name, len, &c->scratch);
		st = coop_buf_check(&c->scratch, err);
		if (!st)
			st = add_column(c, field, name, len, err);
	}
	return st;
}

/* ---- rows to records ---- */

/* Adds each line of a cell as a value of its own. */
static void add_lines(
	struct coop_record *rec, enum coop_field field, const char *s, size_t n)
{
	for (size_t begin = 0, i = 0; i <= n; i++) {
		if (i < n && s[i] != '\n' && s[i] != '\r')
			continue;
		coop_record_add(rec, field, s + begin, i - begin);
		begin = i + 1;
	}
}

/* A running time becomes a number of minutes, if it can be read as one. */
static void add_minutes(struct coop_record *rec, const char *s, size_t n)
{
	char text[16];
	unsigned minutes;
	if (minutes_parse(s, n, &minutes))
		coop_record_add(rec, COOP_F_MINUTES, text,
			(size_t)snprintf(text, sizeof text, "%u", minutes));
	else
		coop_record_add(rec, COOP_F_MINUTES, s, n);
}

void columns_fill(const struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec)
{
	coop_record_reset(rec, path, row->line);
	for (size_t i = 0; i < row->count && i < c->count; i++) {
		const struct column *column = &c->at[i];
		size_t len;
		const char *text = row_cell(row, i, &len);
		if (column->field == COOP_F_OTHER)
			coop_record_add_named(rec,
				coop_buf_cstr(&c->names) + column->name, column->len,
				text, len);
		else if (column->field == COOP_F_MINUTES)
			add_minutes(rec, text, len);
		else if (coop_field_info(column->field)->flags & COOP_FIELD_LINES)
			add_lines(rec, column->field, text, len);
		else
			coop_record_add(rec, column->field, text, len);
	}
}
