#include "indexer/sink/sink_export.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/disk/tempfile.h"
#include "shared/core/diag.h"
#include "shared/core/strmap.h"
#include "shared/index/record_json.h"

/*
 * Columns are numbered: the fields first, COOP_F_OTHER for values whose name got no column, then
 * the names from COOP_FIELD_COUNT on.
 */
struct extract {
	struct sink base;
	FILE *out;
	struct coop_record record; /* unpacked, in the second pass */
	struct coop_buf data, cell;
	struct tempfile *aside;    /* NULL for EXTRACT_JSONL */
	struct coop_strmap *names; /* of columns without a field */
	bool overflow;             /* there are more of these than columns */
	bool beside;               /* there are values of COOP_FIELD_BESIDE */
	size_t *first; /* of a column: its first value in the record, from 1 */
	size_t *next;  /* of a value: the next one of its column */
	size_t next_cap;
};

static bool is_beside(size_t column)
{
	return column < COOP_FIELD_COUNT &&
	       coop_field_info((enum coop_field)column)->flags & COOP_FIELD_BESIDE;
}

/* Whether a column is in the table: one of values beside others only where there are any. */
static bool has_column(const struct extract *e, size_t column)
{
	return column != COOP_F_OTHER && (e->beside || !is_beside(column));
}

/* ---- the first pass: records to a temporary file ---- */

static enum coop_status learn_names(
	struct extract *e, const struct coop_record *record, struct coop_error *err)
{
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		uint32_t id;
		bool added;
		e->beside |= is_beside(v.field);
		if (v.field != COOP_F_OTHER ||
			coop_strmap_find(e->names, v.name, v.name_len, &id))
			continue;
		if (coop_strmap_count(e->names) == EXTRACT_COLUMNS_MAX) {
			e->overflow = true;
			continue;
		}
		enum coop_status st = coop_strmap_intern(
			e->names, v.name, v.name_len, &id, &added, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

static enum coop_status add_to_table(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	struct extract *e = (struct extract *)s;
	enum coop_status st = learn_names(e, record, err);
	coop_buf_reset(&e->data);
	if (!st)
		st = coop_record_pack(record, &e->data, err);
	return st ? st : tempfile_put(e->aside, e->data.s, e->data.len, err);
}

/* ---- the second: the table ---- */

/* Whether a cell must be quoted to be read back unchanged. */
static bool needs_quotes(const char *s, size_t n)
{
	if (n > 0 && (s[0] == ' ' || s[n - 1] == ' '))
		return true;
	for (size_t i = 0; i < n; i++)
		if (strchr("\",;|\t\r\n", s[i]))
			return true;
	return false;
}

/* Prints a cell and what follows it; safe for a terminal, but with its line ends and tabs. */
static void put_cell(FILE *out, const char *s, size_t n, const char *after)
{
	bool quoted = needs_quotes(s, n);
	if (quoted)
		fputc('"', out);
	for (size_t i = 0, begun = 0; i <= n; i++) {
		if (i < n && s[i] != '"' && s[i] != '\n' && s[i] != '\t')
			continue;
		coop_put_safe(out, s + begun, i - begun);
		if (i < n)
			fputc(s[i], out);
		if (i < n && s[i] == '"')
			fputc('"', out);
		begun = i + 1;
	}
	if (quoted)
		fputc('"', out);
	fputs(after, out);
}

static void put_header(struct extract *e)
{
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++) {
		const char *name = coop_field_info((enum coop_field)i)->name;
		if (has_column(e, i))
			put_cell(e->out, name, strlen(name), ",");
	}
	for (uint32_t i = 0; i < coop_strmap_count(e->names); i++) {
		size_t n;
		const char *name = coop_strmap_at(e->names, i, &n);
		put_cell(e->out, name, n, ",");
	}
	if (e->overflow)
		fputs("other,", e->out);
	fputs("file,line\r\n", e->out);
}

static size_t column_of(const struct extract *e, const struct coop_value *v)
{
	uint32_t id;
	if (v->field == COOP_F_OTHER &&
		coop_strmap_find(e->names, v->name, v->name_len, &id))
		return COOP_FIELD_COUNT + (size_t)id;
	return v->field;
}

/* Links the values of each column to a list, in their order. */
static enum coop_status sort_values(struct extract *e, struct coop_error *err)
{
	size_t columns = COOP_FIELD_COUNT + (size_t)coop_strmap_count(e->names);
	if (!coop_array_grow(
		    &e->next, &e->next_cap, e->record.count + 1, sizeof *e->next))
		return coop_fail_nomem(err);
	memset(e->first, 0, columns * sizeof *e->first);
	for (size_t i = e->record.count; i > 0; i--) {
		struct coop_value v = coop_record_at(&e->record, i - 1);
		size_t column = column_of(e, &v);
		e->next[i] = e->first[column];
		e->first[column] = i;
	}
	return COOP_OK;
}

/* Prints the values of a column. */
static void put_values(struct extract *e, size_t column)
{
	coop_buf_reset(&e->cell);
	for (size_t i = e->first[column]; i > 0; i = e->next[i]) {
		struct coop_value v = coop_record_at(&e->record, i - 1);
		bool lines = coop_field_info(v.field)->flags & COOP_FIELD_LINES ||
			     column == COOP_F_OTHER;
		if (e->cell.len > 0)
			coop_buf_str(&e->cell, lines ? "\n" : "\n\n");
		if (column == COOP_F_OTHER) {
			coop_buf_add(&e->cell, v.name, v.name_len);
			coop_buf_str(&e->cell, " : ");
		}
		coop_buf_add(&e->cell, v.text, v.len);
	}
	put_cell(e->out, coop_buf_cstr(&e->cell), e->cell.len, ",");
}

static enum coop_status put_record(struct extract *e, struct coop_error *err)
{
	const char *path = coop_record_path(&e->record);
	size_t columns = COOP_FIELD_COUNT + (size_t)coop_strmap_count(e->names);
	enum coop_status st = sort_values(e, err);
	if (st)
		return st;
	for (size_t i = 0; i < columns; i++)
		if (has_column(e, i))
			put_values(e, i);
	if (e->overflow)
		put_values(e, COOP_F_OTHER);
	put_cell(e->out, path, strlen(path), ",");
	fprintf(e->out, "%zu\r\n", e->record.line);
	return coop_buf_check(&e->cell, err);
}

static enum coop_status finish_table(struct sink *s, struct coop_error *err)
{
	struct extract *e = (struct extract *)s;
	bool more = true;
	size_t columns = COOP_FIELD_COUNT + (size_t)coop_strmap_count(e->names);
	uint64_t at = 0;
	enum coop_status st = tempfile_flush(e->aside, err);
	e->first = calloc(columns, sizeof *e->first);
	if (!st && !e->first)
		st = coop_fail_nomem(err);
	if (!st)
		put_header(e);
	while (!st) {
		st = tempfile_next(e->aside, &at, &e->data, &more, err);
		if (st || !more)
			break;
		st = coop_record_unpack(&e->record, e->data.s, e->data.len, err);
		if (!st)
			st = put_record(e, err);
	}
	return st;
}

/* ---- JSON ---- */

static json_t *value_object(const struct coop_value *v)
{
	const char *name = coop_field_info(v->field)->name;
	json_t *o = json_object();
	int bad = json_object_set_new(o, "field", json_string(name));
	if (v->field == COOP_F_OTHER)
		bad |= json_object_set_new(
			o, "name", coop_json_string(v->name, v->name_len));
	bad |= json_object_set_new(o, "value", coop_json_value(v));
	if (v->place.end > 0) { /* in the file, not in another cell */
		bad |= json_object_set_new(
			o, "from", json_integer((json_int_t)v->place.off));
		bad |= json_object_set_new(
			o, "to", json_integer((json_int_t)v->place.end));
	}
	if (v->place.confidence > 0)
		bad |= json_object_set_new(
			o, "confidence", json_integer(v->place.confidence));
	if (!bad)
		return o;
	json_decref(o);
	return NULL;
}

static enum coop_status add_to_lines(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	struct extract *e = (struct extract *)s;
	const char *path = coop_record_path(record);
	json_t *o = json_object(), *values = json_array();
	int bad = json_object_set_new(o, "schema", json_integer(COOP_JSON_SCHEMA));
	bad |= json_object_set_new(o, "file", coop_json_string(path, strlen(path)));
	bad |= json_object_set_new(o, "line", json_integer((json_int_t)record->line));
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		bad |= json_array_append_new(values, value_object(&v));
	}
	bad |= json_object_set_new(o, "values", values);
	enum coop_status st =
		bad ? coop_fail_nomem(err) : coop_json_write(e->out, o, err);
	json_decref(o);
	return st;
}

static enum coop_status finish_lines(struct sink *s, struct coop_error *err)
{
	(void)s;
	(void)err;
	return COOP_OK;
}

/* ---- both ---- */

static void free_extract(struct sink *s)
{
	struct extract *e = (struct extract *)s;
	coop_record_release(&e->record);
	coop_buf_release(&e->data);
	coop_buf_release(&e->cell);
	tempfile_free(e->aside);
	coop_strmap_free(e->names);
	free(e->first);
	free(e->next);
	free(e);
}

static const struct sink_ops table_ops = {add_to_table, finish_table, free_extract};
static const struct sink_ops lines_ops = {add_to_lines, finish_lines, free_extract};

enum coop_status extract_new(
	enum extract_format format, FILE *out, struct sink **sink, struct coop_error *err)
{
	*sink = NULL;
	struct extract *e = calloc(1, sizeof *e);
	enum coop_status st = COOP_OK;
	if (!e)
		return coop_fail_nomem(err);
	e->base.ops = format == EXTRACT_CSV ? &table_ops : &lines_ops;
	e->base.shows = true;
	e->out = out;
	coop_record_init(&e->record);
	if (format == EXTRACT_CSV)
		st = tempfile_new(tempfile_dir(), &e->aside, err);
	if (!st)
		st = coop_strmap_new(&e->names, err);
	if (st)
		free_extract(&e->base);
	else
		*sink = &e->base;
	return st;
}
