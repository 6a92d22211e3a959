/*
 * json.c - results as JSON: an object a line for each hit, or an object for each query, with its hits.
 *
 * The keys are those of query/coopq.schema.json, and nothing in them depends on the user's language.
 */
#include <math.h>
#include <string.h>

#include "query/output/facets.h"
#include "query/output/json_hit.h"
#include "query/output/output.h"
#include "query/syntax/print.h"
#include "shared/index/record_json.h"

/* Puts what every object of a query begins with. */
static int put_query(json_t *object, const struct answer *answer)
{
	return json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA)) |
	       json_object_set_new(object, "query", json_query_of(answer));
}

/* Puts the facets, where there are some. */
static int put_facets(json_t *object, const struct answer *answer)
{
	if (!answer->facets)
		return 0;
	return json_object_set_new(object, "facets", facets_json(answer->facets));
}

static json_t *shown_text(const char *s)
{
	return coop_json_string(s, strlen(s));
}

/* Puts the shards that the answer is without, where there are some. */
static int put_missing(json_t *object, const struct answer *answer)
{
	int bad = 0;
	json_t *all = answer->nmissing > 0 ? json_array() : NULL;
	if (answer->nmissing == 0)
		return 0;
	for (size_t i = 0; i < answer->nmissing; i++)
		bad |= json_array_append_new(
			all, json_pack("{s:o, s:o}", "shard",
				     shown_text(answer->missing[i].name), "why",
				     shown_text(answer->missing[i].why)));
	return bad | json_object_set_new(object, "missing_shards", all);
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
	return bad | json_put_hit(object, out, answer, result);
}

enum coop_status jsonl_result(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill_line(object, out, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (!st)
		st = result->explanation ? coop_json_write_exact(out->stream, object, err)
					 : coop_json_write(out->stream, object, err);
	json_decref(object);
	return st;
}

/* In a batch, a query that finds nothing has a line all the same; facets have one anyway. */
enum coop_status jsonl_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	bool nothing = answer->id && answer->count == 0;
	if (!nothing && !answer->facets)
		return COOP_OK;
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	int bad =
		put_query(object, answer) | json_put_size(object, "shown", answer->count);
	if (answer->facets)
		bad |= json_put_size(object, "total", answer->total) |
		       put_facets(object, answer);
	if (bad)
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
			bad = bad || json_put_size(o, "column", w->column);
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
	bad = bad || json_put_size(object, "offset", answer->first);
	bad = bad || json_put_size(object, "shown", answer->count);
	bad = bad || json_put_size(object, "total", answer->total);
	return bad || json_object_set_new(object, "total_is_exact",
			      json_boolean(answer->total_is_exact));
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
	if (!object || json_put_hit(object, out, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (result->number > 0)
		fputc(',', out->stream);
	if (!st)
		st = result->explanation ? coop_json_put_exact(out->stream, object, err)
					 : coop_json_put(out->stream, object, err);
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
	json_t *timing = json_object(), *tail = json_object();
	enum coop_status st = COOP_OK;
	if (put_time(timing, "understanding", answer->understanding) |
		put_time(timing, "matching", answer->matching) |
		put_time(timing, "reranking", answer->reranking) |
		put_facets(tail, answer) | put_missing(tail, answer) |
		json_object_set(tail, "timing", timing))
		st = coop_fail_nomem(err);
	fputs("],", out->stream);
	if (!st)
		st = coop_json_put_members(out->stream, tail, err);
	fputs("}\n", out->stream);
	json_decref(timing);
	json_decref(tail);
	return st;
}
