#include "indexer/csv/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/csv/nulls.h"
#include "indexer/decode/divided.h"
#include "indexer/decode/duration.h"
#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/nfc.h"

void columns_release(struct columns *c)
{
	free(c->at);
	coop_buf_release(&c->names);
	coop_buf_release(&c->scratch);
	*c = (struct columns){0};
}

bool columns_are_free_for(const struct columns *c, enum coop_field field)
{
	return field == COOP_F_OTHER ||
	       coop_field_info(field)->flags & COOP_FIELD_MULTIVALUED || !c->taken[field];
}

const char *column_name(const struct columns *c, const struct column *column)
{
	return coop_buf_cstr(&c->names) + column->name;
}

enum coop_status columns_add(struct columns *c, const char *name, size_t len,
	struct column_map *map, struct coop_error *err)
{
	struct mapped mapped = {COOP_F_OTHER, false};
	bool settled = column_map_find(map, name, len, &c->scratch, &mapped);
	if (c->scratch.failed ||
		!coop_array_grow(&c->at, &c->cap, c->count + 1, sizeof *c->at))
		return coop_fail_nomem(err);
	bool is_free = columns_are_free_for(c, mapped.field);
	enum coop_field field = is_free ? mapped.field : COOP_F_OTHER;
	enum role_why why = !is_free ? ROLE_TAKEN : settled ? ROLE_MAP : ROLE_NO_FIELD;
	c->taken[field] = true;
	size_t at = c->names.len;
	coop_nfc_add(name, len, &c->names);
	c->at[c->count++] = (struct column){.field = field,
		.why = why,
		.wanted = mapped.field,
		.ignored = mapped.ignored,
		.settled = settled,
		.name = at,
		.len = c->names.len - at};
	return coop_buf_check(&c->names, err);
}

bool columns_settle(struct columns *c, size_t i, enum coop_field field, enum role_why why)
{
	if (c->at[i].settled || field == COOP_F_OTHER || !columns_are_free_for(c, field))
		return false;
	c->at[i].field = field;
	c->at[i].why = why;
	c->taken[field] = true;
	return true;
}

static bool is_named(const struct columns *c, size_t i, const char *name)
{
	return coop_bytes_equal(
		column_name(c, &c->at[i]), c->at[i].len, name, strlen(name));
}

/* Whether the table is an export of coopidx, whose rows say where they come from. */
static bool has_origin(const struct columns *c)
{
	return c->count > 2 && is_named(c, c->count - 2, "file") &&
	       is_named(c, c->count - 1, "line");
}

/* Adds a column without a heading, named by its number. */
static enum coop_status add_numbered(
	struct columns *c, size_t i, struct column_map *map, struct coop_error *err)
{
	char name[24];
	int len = snprintf(name, sizeof name, "%zu", i + 1);
	return columns_add(c, name, (size_t)len, map, err);
}

enum coop_status columns_from_header(struct columns *c, const struct row *header,
	size_t unnamed, struct column_map *map, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < header->count + unnamed; i++) {
		size_t len = 0;
		const char *name = i < header->count ? row_cell(header, i, &len) : NULL;
		st = len > 0 ? columns_add(c, name, len, map, err)
			     : add_numbered(c, i, map, err);
	}
	c->origin = !st && has_origin(c);
	return st;
}

enum coop_status columns_without_header(
	struct columns *c, size_t count, struct column_map *map, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < count; i++)
		st = add_numbered(c, i, map, err);
	return st;
}

/* ---- rows to records ---- */

/* Adds each line of a cell as a value of its own. */
static void add_lines(
	struct coop_record *rec, enum coop_field field, const char *s, size_t n)
{
	for (size_t begin = 0, i = 0; i <= n; i++) {
		if (i < n && !coop_is_line_end(s[i]))
			continue;
		coop_record_add(rec, field, s + begin, i - begin);
		begin = i + 1;
	}
}

/* Adds a running time as a number of minutes, if it can be parsed. */
static void add_minutes(struct coop_record *rec, const char *s, size_t n)
{
	char text[16];
	unsigned minutes;
	if (duration_find(s, n, &minutes))
		coop_record_add(rec, COOP_F_MINUTES, text,
			(size_t)snprintf(text, sizeof text, "%u", minutes));
	else
		coop_record_add(rec, COOP_F_MINUTES, s, n);
}

/* Adds a running time that is a number of hours: 7 or 10,5. One with a unit says so itself. */
static void add_hours(struct coop_record *rec, const char *s, size_t n)
{
	enum { HOUR = 60, LONGEST = 8, TEN = 10 };
	char text[24];
	size_t at = 0, minutes = 0, part = HOUR;
	while (n <= LONGEST && at < n && s[at] >= '0' && s[at] <= '9')
		minutes = minutes * TEN + (size_t)(s[at++] - '0') * HOUR;
	bool fraction = at > 0 && at + 1 < n && (s[at] == ',' || s[at] == '.');
	for (at += fraction; fraction && at < n && s[at] >= '0' && s[at] <= '9'; at++) {
		minutes += (size_t)(s[at] - '0') * part / TEN;
		part /= TEN;
	}
	if (n == 0 || at < n)
		add_minutes(rec, s, n);
	else
		coop_record_add(rec, COOP_F_MINUTES, text,
			(size_t)snprintf(text, sizeof text, "%zu", minutes));
}

/* The length of a number without the zero fraction that spreadsheets add: 2007.0, 118,00. */
static size_t whole_part(const char *s, size_t n)
{
	size_t end = n;
	if (n == 0 || s[n - 1] != '0' || cell_kind(s, n) != CELL_DECIMAL)
		return n;
	while (s[end - 1] == '0')
		end--;
	return s[end - 1] == ',' || s[end - 1] == '.' ? end - 1 : n;
}

/*
 * Resets the record to its place: the row, or the one that the row of an export names. Returns how
 * many cells are values.
 */
static size_t begin_record(struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec)
{
	size_t n = row->count < c->count ? row->count : c->count, len, line = 0;
	coop_record_reset(rec, path, row->line);
	if (!c->origin || n < c->count)
		return n;
	const char *s = row_cell(row, n - 1, &len);
	for (size_t i = 0; i < len && s[i] >= '0' && s[i] <= '9' && i < 9; i++)
		line = line * 10 + (size_t)(s[i] - '0');
	s = row_cell(row, n - 2, &len);
	if (len == 0 || line == 0)
		return n;
	coop_buf_reset(&c->scratch);
	coop_buf_add(&c->scratch, s, len);
	coop_record_reset(rec, coop_buf_cstr(&c->scratch), line);
	rec->name_only = true;
	return n - 2;
}

/*
 * Puts words together that are divided at the end of a line of a cell (divided.h). Most cells have
 * but one line.
 */
static void mend_lines(struct columns *c, const char **text, size_t *len)
{
	if (!divided_is_likely(*text, *len) || c->scratch.failed)
		return;
	coop_buf_reset(&c->scratch);
	divided_mend(*text, *len, &c->scratch);
	*text = coop_buf_cstr(&c->scratch);
	*len = c->scratch.len;
}

/* Whether a heading speaks of hours. */
static bool names_hours(struct columns *c, const struct column *column)
{
	coop_buf_reset(&c->scratch);
	coop_fold_label(column_name(c, column), column->len, &c->scratch);
	const char *s = coop_buf_cstr(&c->scratch);
	return strstr(s, "heure") || strstr(s, "hours") || strstr(s, " h ") ||
	       coop_bytes_ends_with(s, c->scratch.len, " h");
}

void columns_judge_hours(struct columns *c, const struct profile *p)
{
	enum { DIGITS = 2 /* no course and no film takes a hundred hours */ };
	bool any = false;
	for (size_t i = 0; i < c->count; i++)
		any |= names_hours(c, &c->at[i]);
	for (size_t i = 0; any && i < c->count; i++) {
		struct column *column = &c->at[i];
		const struct column_profile *held =
			i < p->columns && i < PROFILE_COLUMNS ? &p->at[i] : NULL;
		bool few = held && held->bytes <= held->filled * DIGITS &&
			   held->kind == CELL_NUMBER;
		column->hours = column->field == COOP_F_MINUTES &&
				(names_hours(c, column) || few);
	}
}

void columns_judge_nulls(struct columns *c, const struct profile *p)
{
	enum { TENTH = 10 };
	for (size_t i = 0; i < c->count && i < p->columns && i < PROFILE_COLUMNS; i++) {
		const struct column_profile *held = &p->at[i];
		bool several = c->at[i].field != COOP_F_TITLE || held->maybe > 1;
		c->at[i].nulls = several && held->codes * TENTH <= held->filled;
	}
}

bool column_is_null(const struct column *column, const char *s, size_t n)
{
	enum null_word word = null_word(s, n);
	return word == NULL_SURE || (word == NULL_MAYBE && column->nulls);
}

/* Counts a cell that is no value. */
static void count_null(struct columns *c, size_t line)
{
	if (c->nulls++ == 0)
		c->nulls_line = line;
}

/* Whether a field holds numbers, which spreadsheets may have made decimals of: 84200.0 */
static bool is_number(enum coop_field field)
{
	return field == COOP_F_POSTCODE ||
	       coop_field_info(field)->flags & COOP_FIELD_NUMBER;
}

void columns_add_value(struct columns *c, const struct column *column, size_t line,
	const char *text, size_t len, struct coop_record *rec)
{
	bool lines = coop_field_info(column->field)->flags & COOP_FIELD_LINES;
	if (column->ignored)
		return;
	if (column_is_null(column, text, len)) {
		count_null(c, line);
		return;
	}
	if (is_number(column->field))
		len = whole_part(text, len);
	else if (!lines)
		mend_lines(c, &text, &len);
	if (column->field == COOP_F_OTHER)
		coop_record_add_named(
			rec, column_name(c, column), column->len, text, len);
	else if (column->field == COOP_F_MINUTES && column->hours)
		add_hours(rec, text, len);
	else if (column->field == COOP_F_MINUTES)
		add_minutes(rec, text, len);
	else if (lines)
		add_lines(rec, column->field, text, len);
	else
		coop_record_add(rec, column->field, text, len);
}

void columns_fill(struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec)
{
	size_t values = begin_record(c, row, path, rec);
	for (size_t i = 0; i < values; i++) {
		size_t len;
		const char *text = row_cell(row, i, &len);
		columns_add_value(c, &c->at[i], row->line, text, len, rec);
	}
}

void columns_add_content(
	const struct columns *c, const struct row *row, struct coop_buf *out)
{
	size_t used = out->len, len;
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row_cell(row, i, &len);
		if (i < c->count && c->at[i].ignored)
			continue;
		coop_nfc_add(cell, len, out);
		used = len > 0 ? out->len : used;
		coop_buf_byte(out, '\0');
	}
	if (!out->failed)
		out->len = used;
}
