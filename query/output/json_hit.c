#include "query/output/json_hit.h"

#include <string.h>

#include "query/output/columns.h"
#include "query/output/explained.h"
#include "shared/core/bytes.h"
#include "shared/index/cue_times.h"
#include "shared/index/record_json.h"

int json_put_size(json_t *object, const char *key, size_t n)
{
	return json_object_set_new(object, key, json_integer((json_int_t)n));
}

json_t *json_query_of(const struct answer *answer)
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

/* ---- values ---- */

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

/* Puts all values of a record, or those of one column. */
static int put_values(
	json_t *object, const struct coop_record *record, const struct column *only)
{
	int bad = 0;
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		bool beside = coop_field_info(v.field)->flags & COOP_FIELD_BESIDE;
		if (only ? column_has(only, &v) : !beside)
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

/* ---- passages ---- */

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

/* When a passage of subtitles is said. */
static int put_time(json_t *object, const struct snippet *s)
{
	char time[COOP_CUE_TIME_SIZE];
	if (!s->timed)
		return 0;
	coop_cue_time_print(s->seconds, time);
	return json_object_set_new(object, "time", json_string(time));
}

/* The best passage. */
static int put_snippet(json_t *object, const struct snippet *s)
{
	return json_object_set_new(object, "snippet", coop_json_string(s->text, s->len)) |
	       put_highlights(object, s) | put_time(object, s);
}

/* All passages, and where they are. */
static int put_passages(json_t *object, const struct result *result)
{
	const struct snippets *all = &result->evidence->passages;
	json_t *passages = json_array();
	int bad = 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct snippet *s = &all->at[i];
		json_t *passage = json_object();
		bad |= put_place(passage, result->record, s);
		bad |= json_object_set_new(
			passage, "text", coop_json_string(s->text, s->len));
		bad |= put_highlights(passage, s) | put_time(passage, s);
		bad |= json_array_append_new(passages, passage);
	}
	return bad | json_object_set_new(object, "passages", passages);
}

/* How many other notices the result stands for, and their ids. */
static int put_others(json_t *object, const struct others *others)
{
	json_t *group = json_object(), *ids = json_array();
	int bad = json_put_size(group, "count", others->count);
	for (size_t i = 0; i < others->count; i++)
		bad |= json_array_append_new(
			ids, coop_json_string(others->ids[i].s, others->ids[i].len));
	bad |= json_object_set_new(group, "ids", ids);
	return bad | json_object_set_new(object, "group", group);
}

/* ---- hits ---- */

static int put_index(json_t *object, const char *name)
{
	return json_object_set_new(object, "index", coop_json_string(name, strlen(name)));
}

static int put_column(json_t *object, const struct column *c, const struct answer *answer,
	const struct result *result)
{
	switch (c->kind) {
	case COLUMN_FIELD:
	case COLUMN_OTHER:
		return put_values(object, result->record, c);
	case COLUMN_RANK:
		return json_put_size(object, "rank", result->rank);
	case COLUMN_SCORE:
		return json_object_set_new(object, "score", json_real(result->score));
	case COLUMN_PATH:
		return put_path(object, result->path);
	case COLUMN_LINE:
		return json_put_size(object, "line", result->record->line);
	case COLUMN_INDEX:
		return put_index(object, result->index);
	case COLUMN_QUERY:
	case COLUMN_QUERY_ID:
		return json_object_set_new(object, "query", json_query_of(answer));
	case COLUMN_TIME:
		return put_time(object, evidence_best(result->evidence));
	case COLUMN_SNIPPET:
		return put_snippet(object, evidence_best(result->evidence));
	}
	return 0;
}

int json_put_hit(json_t *object, const struct output *out, const struct answer *answer,
	const struct result *result)
{
	int bad = 0;
	/* the words of the query are the same for all its results: the first one has them */
	if (result->explanation)
		bad |= json_object_set_new(object, "explanation",
			explained_json(result->explanation,
				result->number == 0 ? answer->query : NULL));
	if (!out->columns) {
		bad |= json_put_size(object, "rank", result->rank);
		bad |= json_object_set_new(object, "score", json_real(result->score));
		bad |= put_values(object, result->record, NULL);
		bad |= put_path(object, result->path);
		bad |= json_put_size(object, "line", result->record->line);
		if (answer->several)
			bad |= put_index(object, result->index);
		if (result->others)
			bad |= put_others(object, result->others);
		bad |= put_snippet(object, evidence_best(result->evidence));
		return bad | put_passages(object, result);
	}
	for (size_t i = 0; i < out->columns->count; i++)
		if (!has_column(object, &out->columns->at[i]))
			bad |= put_column(object, &out->columns->at[i], answer, result);
	return bad;
}
