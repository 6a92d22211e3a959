/*
 * json.c - results as JSON, an object a line.
 */
#include <string.h>

#include "query/output/output.h"
#include "shared/core/bytes.h"
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

/* Adds to an object the words that are marked in a passage, as pairs of offsets. */
static int put_highlights(json_t *object, const struct snippet *s)
{
	json_t *highlights = json_array();
	int bad = 0;
	for (size_t i = 0; i < s->marks.count; i++)
		bad |= json_array_append_new(
			highlights, json_pack("[I,I]", (json_int_t)s->marks.at[i].off,
					    (json_int_t)s->marks.at[i].end));
	return bad | json_object_set_new(object, "highlights", highlights);
}

/*
 * Where in the object a passage is: its field, the item of an array or the name of a column, and the
 * offset in that string.
 */
static int put_place(
	json_t *object, const struct coop_record *rec, const struct snippet *s)
{
	struct coop_value v = coop_record_at(rec, s->value);
	const struct coop_field_info *info = coop_field_info(v.field);
	json_int_t items = 0, before = 0;
	for (size_t i = 0; i < s->value; i++) {
		struct coop_value other = coop_record_at(rec, i);
		bool same = other.field == v.field &&
			    (v.field != COOP_F_OTHER ||
				    coop_bytes_equal(other.name, other.name_len, v.name,
					    v.name_len));
		items += same;
		before += same ? (json_int_t)(other.len + strlen("\n\n")) : 0;
	}
	int bad = json_object_set_new(object, "field", json_string(info->name));
	if (v.field == COOP_F_OTHER)
		bad |= json_object_set_new(
			object, "column", coop_json_string(v.name, v.name_len));
	if (info->flags & COOP_FIELD_LINES) {
		bad |= json_object_set_new(object, "item", json_integer(items));
		before = 0;
	}
	return bad | json_object_set_new(
			     object, "offset", json_integer(before + (json_int_t)s->off));
}

/* The best passage by itself, and all of them. */
static int put_passages(json_t *object, const struct result *result)
{
	const struct snippets *all = &result->evidence->passages;
	const struct snippet *best = result->snippet;
	json_t *passages = json_array();
	int bad = json_object_set_new(
		object, "snippet", coop_json_string(best->text, best->len));
	bad |= put_highlights(object, best);
	for (size_t i = 0; i < all->count; i++) {
		const struct snippet *s = &all->at[i];
		json_t *passage = json_object();
		bad |= put_place(passage, result->record, s);
		bad |= json_object_set_new(
			passage, "text", coop_json_string(s->text, s->len));
		bad |= put_highlights(passage, s);
		bad |= json_array_append_new(passages, passage);
	}
	return bad | json_object_set_new(object, "passages", passages);
}

/* How many other notices the result stands for, and their ids. */
static int put_others(json_t *object, const struct others *others)
{
	json_t *group = json_object(), *ids = json_array();
	int bad = json_object_set_new(
		group, "count", json_integer((json_int_t)others->count));
	for (size_t i = 0; i < others->count; i++)
		bad |= json_array_append_new(
			ids, coop_json_string(others->ids[i].s, others->ids[i].len));
	bad |= json_object_set_new(group, "ids", ids);
	return bad | json_object_set_new(object, "group", group);
}

static int fill(json_t *object, const struct answer *answer, const struct result *result)
{
	const char *path = result->path;
	int bad = json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA));
	if (answer->id)
		bad |= json_object_set_new(object, "query",
			coop_json_string(answer->id->s, answer->id->len));
	if (answer->relaxed)
		bad |= json_object_set_new(
			object, "relaxed", json_string(answer->relaxed));
	bad |= json_object_set_new(
		object, "rank", json_integer((json_int_t)result->rank));
	bad |= json_object_set_new(object, "score", json_real(result->score));
	for (size_t i = 0; i < result->record->count; i++) {
		struct coop_value v = coop_record_at(result->record, i);
		bad |= put_value(object, &v);
	}
	bad |= json_object_set_new(object, "path", coop_json_string(path, strlen(path)));
	bad |= json_object_set_new(
		object, "line", json_integer((json_int_t)result->record->line));
	if (result->others)
		bad |= put_others(object, result->others);
	return bad | put_passages(object, result);
}

enum coop_status out_json(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill(object, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (!st)
		st = coop_json_write(out->stream, object, err);
	json_decref(object);
	return st;
}
