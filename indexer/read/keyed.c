#include "indexer/read/keyed.h"

#include <string.h>

#include "indexer/csv/markup.h"
#include "indexer/csv/roles.h"
#include "indexer/decode/charset.h"
#include "indexer/read/csv_told.h"
#include "shared/core/bytes.h"

enum coop_status keyed_init(
	struct keyed *k, struct column_map *map, struct coop_error *err)
{
	k->map = map;
	enum coop_status st = coop_strmap_new(&k->keys, err);
	return st ? st : profile_begin(&k->profile, err);
}

void keyed_release(struct keyed *k)
{
	columns_release(&k->columns);
	coop_strmap_free(k->keys);
	profile_release(&k->profile);
	given_ids_release(&k->ids);
	wrappings_release(&k->wrappings);
	coop_buf_release(&k->text);
	coop_buf_release(&k->name);
	*k = (struct keyed){0};
}

/* Finds the column of a key, or adds it; the number of columns when there are too many. */
static enum coop_status find_column(struct keyed *k, const struct coop_value *v,
	size_t *column, struct coop_error *err)
{
	uint32_t id;
	bool added;
	*column = k->columns.count;
	if (coop_strmap_find(k->keys, v->name, v->name_len, &id)) {
		*column = id;
		return COOP_OK;
	}
	if (k->columns.count == KEYED_COLUMNS)
		return COOP_OK;
	enum coop_status st =
		coop_strmap_intern(k->keys, v->name, v->name_len, &id, &added, err);
	coop_buf_reset(&k->name);
	charset_decode(CHARSET_UTF8, v->name, v->name_len, &k->name);
	if (!st)
		st = coop_buf_check(&k->name, err);
	return st ? st
		  : columns_add(&k->columns, coop_buf_cstr(&k->name), k->name.len, k->map,
			    err);
}

/* ---- the sample ---- */

enum coop_status keyed_see(
	struct keyed *k, const struct coop_record *sent, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	size_t last = SIZE_MAX;
	for (size_t i = 0; !st && i < sent->count; i++) {
		struct coop_value v = coop_record_at(sent, i);
		size_t column = 0;
		st = find_column(k, &v, &column, err);
		/* of several values in a row one is enough */
		if (!st && column != last && column < k->columns.count)
			profile_add(&k->profile, column, v.text, v.len);
		last = column;
	}
	k->rows++;
	return st;
}

/* Reports the keys, and why they are what they are, for a dry run. */
static enum coop_status report_columns(
	const struct keyed *k, struct report *report, struct coop_error *err)
{
	struct coop_buf why = {0};
	for (size_t i = 0; report->findings && i < k->columns.count; i++) {
		const struct column *column = &k->columns.at[i];
		coop_buf_reset(&why);
		role_explain(column, &why);
		report_column(report, column_name(&k->columns, column), column->len,
			column->field, column->ignored, coop_buf_cstr(&why));
	}
	enum coop_status st = coop_buf_check(&why, err);
	coop_buf_release(&why);
	return st;
}

/* Finds the keys that are names of a field which another key has. */
static enum coop_status find_stand_ins(struct keyed *k, struct coop_error *err)
{
	struct columns *c = &k->columns;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		const struct column *of = &c->at[i];
		k->stands_in[i] = of->why == ROLE_TAKEN && of->wanted != COOP_F_ID &&
				  coop_field_by_name(column_name(c, of), of->len,
					  &c->scratch) == of->wanted;
		st = coop_buf_check(&c->scratch, err);
	}
	return st;
}

enum coop_status keyed_judge(
	struct keyed *k, struct problems problems, struct coop_error *err)
{
	k->judged = true;
	profile_end(&k->profile, k->columns.count, k->rows);
	enum coop_status st = roles_by_heading(&k->columns, &k->profile, err);
	if (!st)
		st = find_stand_ins(k, err);
	columns_judge_nulls(&k->columns, &k->profile);
	columns_judge_hours(&k->columns, &k->profile);
	if (!st)
		st = report_columns(k, problems.report, err);
	return st ? st : given_ids_begin(&k->ids, &k->columns, problems, err);
}

/* ---- records ---- */

bool keyed_stands_in(const struct keyed *k, const struct coop_value *v)
{
	uint32_t id;
	return coop_strmap_find(k->keys, v->name, v->name_len, &id) && k->stands_in[id];
}

/* The field of a column in a record. */
static enum coop_field field_of(
	const struct keyed *k, size_t column, const struct coop_record *rec)
{
	struct coop_value v;
	const struct column *of = &k->columns.at[column];
	return k->stands_in[column] && !coop_record_get(rec, of->wanted, &v) ? of->wanted
									     : of->field;
}

/* Whether a notice has one value of a field, and has it already. */
static bool is_taken(const struct coop_record *rec, enum coop_field field)
{
	struct coop_value v;
	bool single = field == COOP_F_ID || field == COOP_F_TITLE ||
		      field == COOP_F_YEAR || field == COOP_F_MINUTES;
	return single && coop_record_get(rec, field, &v);
}

/* The value without HTML; borrowed from it or from `k`. */
static struct coop_bytes plain(struct keyed *k, const struct coop_value *v, size_t line)
{
	struct markup found;
	struct coop_bytes text = {v->text, v->len};
	coop_buf_reset(&k->text);
	if (!memchr(v->text, '&', v->len) && !memchr(v->text, '<', v->len))
		return text;
	if (!markup_to_text(v->text, v->len, &k->text, &k->wrappings.scratch, &found))
		return text;
	if (found.entities)
		wrappings_count(&k->wrappings, WRAPPING_ENTITIES, line);
	if (found.tags)
		wrappings_count(&k->wrappings, WRAPPING_TAGS, line);
	return (struct coop_bytes){coop_buf_cstr(&k->text), k->text.len};
}

/* Finds the column of a value; its name alone gives a field to one behind the sample. */
static enum coop_status column_of(struct keyed *k, const struct coop_value *v,
	size_t *column, struct coop_error *err)
{
	size_t before = k->columns.count;
	enum coop_status st = find_column(k, v, column, err);
	return !st && k->columns.count > before
		       ? roles_of_late(&k->columns, *column, &k->profile, err)
		       : st;
}

enum coop_status keyed_add(struct keyed *k, const struct coop_value *v, size_t line,
	struct coop_record *rec, struct coop_error *err)
{
	size_t i;
	bool again = false;
	enum coop_status st = column_of(k, v, &i, err);
	if (st)
		return st;
	struct coop_bytes text = plain(k, v, line);
	rec->failed |= k->text.failed;
	if (i == k->columns.count) {
		coop_record_add_named(rec, v->name, v->name_len, text.s, text.len);
		return COOP_OK;
	}
	struct column *column = &k->columns.at[i];
	enum coop_field usual = column->field, field = field_of(k, i, rec);
	bool taken = is_taken(rec, field);
	bool null = column_is_null(column, text.s, text.len);
	if (k->ids.ids && i == k->ids.column && !taken && !null)
		st = given_ids_see(&k->ids, text.s, text.len, line, &again, err);
	column->field = again || taken ? COOP_F_OTHER : field;
	columns_add_value(&k->columns, column, line, text.s, text.len, rec);
	column->field = usual;
	return st ? st : coop_buf_check(&k->columns.scratch, err);
}

void keyed_report(struct keyed *k, struct problems problems)
{
	const struct csv_told t = {
		.report = problems.report, .path = problems.path, .columns = &k->columns};
	csv_told_nulls(&t);
	wrappings_report(&k->wrappings, problems);
	given_ids_tell(&k->ids, &k->columns, problems);
}
