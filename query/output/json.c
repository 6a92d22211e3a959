/*
 * json.c - results as JSON: an object a line for each hit, or an object for each query, with its hits.
 *
 * The keys are those of query/coopq.schema.json, and nothing in them depends on the user's language.
 */
#include <math.h>
#include <string.h>

#include "query/output/columns.h"
#include "query/output/output.h"
#include "query/syntax/print.h"
#include "shared/index/record_json.h"

/* A string that continues with another value of its field, as a new paragraph. */
static json_t *joined(const json_t *before, const struct coop_value *v)
{
	return json_sprintf(
		"%s\n\n%.*s", json_string_value(before), (int)v->len, v->text);
}

/*
 * Puts a value: producers and the like in an array, several values of another field in one string,
 * columns without a field of their own in the object "other".
 */
static int put_value(json_t *object, const struct coop_value *v)
{
	const struct coop_field_info *info = coop_field_info(v->field);
	json_t *there = json_object_get(object, info->name);
	if (v->field == COOP_F_OTHER) {
		if (!there && json_object_set_new(
				      object, info->name, there = json_object()) != 0)
			return -1;
		json_t *same = json_object_getn(there, v->name, v->name_len);
		return json_object_setn_new(there, v->name, v->name_len,
			same ? joined(same, v) : coop_json_value(v));
	}
	if (info->flags & COOP_FIELD_LINES) {
		if (!there && json_object_set_new(
				      object, info->name, there = json_array()) != 0)
			return -1;
		return json_array_append_new(there, coop_json_value(v));
	}
	return json_object_set_new(
		object, info->name, there ? joined(there, v) : coop_json_value(v));
}

static int put_snippet(json_t *object, const struct snippet *s)
{
	json_t *highlights = json_array();
	int bad =
		json_object_set_new(object, "snippet", coop_json_string(s->text, s->len));
	for (size_t i = 0; i < s->marks.count; i++)
		bad |= json_array_append_new(
			highlights, json_pack("[I,I]", (json_int_t)s->marks.at[i].off,
					    (json_int_t)s->marks.at[i].end));
	return bad | json_object_set_new(object, "highlights", highlights);
}

static int put_size(json_t *object, const char *key, size_t n)
{
	return json_object_set_new(object, key, json_integer((json_int_t)n));
}

/* Makes the object of a query: its id, in a batch, and its text. */
static json_t *query_of(const struct answer *answer)
{
	json_t *query = json_object();
	int bad = 0;
	if (answer->id)
		bad |= json_object_set_new(
			query, "id", coop_json_string(answer->id->s, answer->id->len));
	bad |= json_object_set_new(
		query, "text", coop_json_string(answer->text, answer->text_len));
	if (!bad)
		return query;
	json_decref(query);
	return NULL;
}

/* Puts what every object of a query begins with. */
static int put_query(json_t *object, const struct answer *answer)
{
	return json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA)) |
	       json_object_set_new(object, "query", query_of(answer));
}

/* ---- hits ---- */

/* Puts all values of a record, or those of one column. */
static int put_values(
	json_t *object, const struct coop_record *record, const struct column *only)
{
	int bad = 0;
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (!only || column_has(only, &v))
			bad |= put_value(object, &v);
	}
	return bad;
}

static int put_path(json_t *object, const char *path)
{
	return json_object_set_new(object, "path", coop_json_string(path, strlen(path)));
}

/* Whether the object has a column already: one that is asked for twice is there once. */
static bool has_column(const json_t *object, const struct column *c)
{
	const json_t *there = json_object_get(object, column_key(c));
	if (c->kind != COLUMN_OTHER)
		return there != NULL;
	return json_object_getn(there, c->other.s, c->other.len) != NULL;
}

static int put_column(json_t *object, const struct column *c, const struct answer *answer,
	const struct result *result)
{
	switch (c->kind) {
	case COLUMN_FIELD:
	case COLUMN_OTHER:
		return put_values(object, result->record, c);
	case COLUMN_RANK:
		return put_size(object, "rank", result->rank);
	case COLUMN_SCORE:
		return json_object_set_new(object, "score", json_real(result->score));
	case COLUMN_PATH:
		return put_path(object, result->path);
	case COLUMN_LINE:
		return put_size(object, "line", result->record->line);
	case COLUMN_QUERY:
	case COLUMN_QUERY_ID:
		return json_object_set_new(object, "query", query_of(answer));
	case COLUMN_SNIPPET:
		return put_snippet(object, result->snippet);
	}
	return 0;
}

/* Puts a hit: the columns that are asked for, or all there is. */
static int put_hit(json_t *object, const struct output *out, const struct answer *answer,
	const struct result *result)
{
	int bad = 0;
	if (!out->columns) {
		bad |= put_size(object, "rank", result->rank);
		bad |= json_object_set_new(object, "score", json_real(result->score));
		bad |= put_values(object, result->record, NULL);
		bad |= put_path(object, result->path);
		bad |= put_size(object, "line", result->record->line);
		return bad | put_snippet(object, result->snippet);
	}
	for (size_t i = 0; i < out->columns->count; i++)
		if (!has_column(object, &out->columns->at[i]))
			bad |= put_column(object, &out->columns->at[i], answer, result);
	return bad;
}

/* ---- lines ---- */

static int fill_line(json_t *object, const struct output *out,
	const struct answer *answer, const struct result *result)
{
	int bad = answer->id ? put_query(object, answer)
			     : json_object_set_new(
				       object, "schema", json_integer(COOP_JSON_SCHEMA));
	if (answer->relaxed)
		bad |= json_object_set_new(
			object, "relaxed", json_string(answer->relaxed));
	return bad | put_hit(object, out, answer, result);
}

enum coop_status jsonl_result(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill_line(object, out, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (!st)
		st = coop_json_write(out->stream, object, err);
	json_decref(object);
	return st;
}

/* In a batch, a query that finds nothing has a line all the same. */
enum coop_status jsonl_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	if (answer->count > 0 || !answer->id)
		return COOP_OK;
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (put_query(object, answer) | put_size(object, "shown", 0))
		st = coop_fail_nomem(err);
	if (!st)
		st = coop_json_write(out->stream, object, err);
	json_decref(object);
	return st;
}

/* ---- an object for each query ---- */

/* The lines of the tree, in an array. */
static json_t *lines_of(const struct coop_buf *text)
{
	json_t *lines = json_array();
	int bad = 0;
	for (size_t i = 0, begun = 0; i < text->len; i++)
		if (text->s[i] == '\n') {
			bad |= json_array_append_new(
				lines, coop_json_string(text->s + begun, i - begun));
			begun = i + 1;
		}
	if (!bad)
		return lines;
	json_decref(lines);
	return NULL;
}

/* Puts the query written anew, and its tree. */
static int put_understood(json_t *query, const struct qtree *tree)
{
	struct coop_buf text = {0};
	qtree_print(tree, &text);
	int bad = json_object_set_new(
		query, "understood", coop_json_string(coop_buf_cstr(&text), text.len));
	bad |= text.failed;
	coop_buf_reset(&text);
	qtree_print_nodes(tree, &text);
	bad |= json_object_set_new(query, "tree", lines_of(&text));
	bad |= text.failed;
	coop_buf_release(&text);
	return bad;
}

static int put_corrections(json_t *query, const struct query *q)
{
	json_t *corrections = json_array();
	int bad = json_object_set_new(query, "corrections", corrections);
	for (size_t i = 0; !bad && i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (!w.typed)
			continue;
		json_t *c = json_object();
		bad = json_array_append_new(corrections, c);
		bad = bad || json_object_set_new(
				     c, "typed", coop_json_string(w.typed, w.typed_len));
		bad = bad || json_object_set_new(
				     c, "taken", coop_json_string(w.form, w.form_len));
	}
	return bad;
}

/* Puts what was ignored or cut short: its kind, where in the query it is, and what it is about. */
static int put_warnings(json_t *query, const struct query *q)
{
	struct warnings all = query_warnings(q);
	json_t *warnings = json_array();
	int bad = json_object_set_new(query, "warnings", warnings);
	for (size_t i = 0; !bad && i < all.count && i < WARNINGS_MAX; i++) {
		const struct warning *w = &all.at[i];
		json_t *o = json_object();
		bad = json_array_append_new(warnings, o);
		bad = bad ||
		      json_object_set_new(o, "kind", json_string(warning_name(w->kind)));
		bad = bad || json_object_set_new(o, "text",
				     coop_json_string(w->text, strlen(w->text)));
		if (w->column > 0)
			bad = bad || put_size(o, "column", w->column);
	}
	return bad;
}

static int fill_head(json_t *object, const struct answer *answer)
{
	int bad = put_query(object, answer);
	json_t *query = json_object_get(object, "query");
	if (!bad && answer->query)
		bad = put_understood(query, &answer->query->tree) ||
		      put_corrections(query, answer->query) ||
		      put_warnings(query, answer->query);
	if (!bad && answer->relaxed)
		bad = json_object_set_new(query, "relaxed", json_string(answer->relaxed));
	bad = bad || put_size(object, "offset", answer->first);
	return bad || put_size(object, "shown", answer->count);
}

enum coop_status json_begin(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill_head(object, answer) != 0)
		st = coop_fail_nomem(err);
	fputc('{', out->stream);
	if (!st)
		st = coop_json_put_members(out->stream, object, err);
	fputs(",\"hits\":[", out->stream);
	json_decref(object);
	return st;
}

enum coop_status json_result(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || put_hit(object, out, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (result->number > 0)
		fputc(',', out->stream);
	if (!st)
		st = coop_json_put(out->stream, object, err);
	json_decref(object);
	return st;
}

/* Microseconds, whole ones. */
static int put_time(json_t *object, const char *key, double microseconds)
{
	return json_object_set_new(
		object, key, json_integer((json_int_t)llround(microseconds)));
}

enum coop_status json_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	json_t *timing = json_object();
	enum coop_status st = COOP_OK;
	if (put_time(timing, "understanding", answer->understanding) |
		put_time(timing, "matching", answer->matching) |
		put_time(timing, "reranking", answer->reranking))
		st = coop_fail_nomem(err);
	fputs("],\"timing\":", out->stream);
	if (!st)
		st = coop_json_put(out->stream, timing, err);
	fputs("}\n", out->stream);
	json_decref(timing);
	return st;
}
