/*
 * json.c - results as JSON, an object a line.
 */
#include <string.h>

#include "query/output/explained.h"
#include "query/output/output.h"
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
	/* the words of the query are the same for all its results: the first one has them */
	if (result->explanation)
		bad |= json_object_set_new(object, "explanation",
			explained_json(result->explanation,
				result->number == 0 ? answer->query : NULL));
	return bad | put_snippet(object, result->snippet);
}

enum coop_status out_json(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill(object, answer, result) != 0)
		st = coop_fail_nomem(err);
	if (!st)
		st = result->explanation ? coop_json_write_exact(out->stream, object, err)
					 : coop_json_write(out->stream, object, err);
	json_decref(object);
	return st;
}
