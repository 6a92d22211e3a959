#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "query/output.h"
#include "shared/diag.h"
#include "shared/utf8.h"

/* Changes to the keys below only add; anything else increases this number. */
#define JSON_SCHEMA 1

/* A text as JSON; bytes that are not UTF-8, as in the names of files, become U+FFFD. */
static json_t *string(const char *s, size_t n)
{
	struct coop_buf good = {0};
	if (coop_utf8_valid(s, n) == n)
		return json_stringn(s, n);
	while (n > 0) {
		size_t valid = coop_utf8_valid(s, n);
		coop_buf_add(&good, s, valid);
		if (valid < n) {
			coop_buf_str(&good, "\xef\xbf\xbd");
			valid++;
		}
		s += valid;
		n -= valid;
	}
	json_t *text = good.failed ? NULL : json_stringn(good.s, good.len);
	coop_buf_release(&good);
	return text;
}

/* A value as JSON: a whole number where the field is one and the text is. */
static json_t *scalar(const struct coop_value *v)
{
	json_int_t number = 0;
	bool whole = coop_field_info(v->field)->flags & COOP_FIELD_NUMBER && v->len < 10;
	for (size_t i = 0; whole && i < v->len; i++) {
		whole = v->text[i] >= '0' && v->text[i] <= '9';
		number = number * 10 + (v->text[i] - '0');
	}
	return whole ? json_integer(number) : string(v->text, v->len);
}

/* Appends a further value of a running text, as a new paragraph. */
static json_t *joined(const json_t *before, const struct coop_value *v)
{
	return json_sprintf(
		"%s\n\n%.*s", json_string_value(before), (int)v->len, v->text);
}

/*
 * Puts one value: producers and the like in an array, several running texts in one
 * string, the columns without a field of their own in the object "other".
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
		return json_object_setn_new(
			there, v->name, v->name_len, same ? joined(same, v) : scalar(v));
	}
	if (info->flags & COOP_FIELD_LINES) {
		if (!there && json_object_set_new(
				      object, info->name, there = json_array()) != 0)
			return -1;
		return json_array_append_new(there, scalar(v));
	}
	return json_object_set_new(
		object, info->name, there ? joined(there, v) : scalar(v));
}

static int put_snippet(json_t *object, const struct snippet *s)
{
	json_t *highlights = json_array();
	int bad = json_object_set_new(object, "snippet", string(s->text, s->len));
	for (size_t i = 0; i < s->marks.count; i++)
		bad |= json_array_append_new(
			highlights, json_pack("[I,I]", (json_int_t)s->marks.at[i].off,
					    (json_int_t)s->marks.at[i].end));
	return bad | json_object_set_new(object, "highlights", highlights);
}

static int fill(json_t *object, const struct result *result)
{
	const char *path = coop_record_path(result->record);
	int bad = json_object_set_new(object, "schema", json_integer(JSON_SCHEMA));
	bad |= json_object_set_new(
		object, "rank", json_integer((json_int_t)result->rank));
	bad |= json_object_set_new(object, "score", json_real(result->score));
	for (size_t i = 0; i < result->record->count; i++) {
		struct coop_value v = coop_record_at(result->record, i);
		bad |= put_value(object, &v);
	}
	bad |= json_object_set_new(object, "path", string(path, strlen(path)));
	bad |= json_object_set_new(
		object, "line", json_integer((json_int_t)result->record->line));
	return bad | put_snippet(object, result->snippet);
}

/*
 * Writes a line, with the characters that could drive a terminal as escapes; they stand
 * in strings only. A write error stays with the stream.
 */
static void put_line(FILE *out, const char *text)
{
	size_t n = strlen(text), begun = 0, used;
	for (size_t i = 0; i < n; i += used) {
		uint32_t cp = 0;
		used = coop_utf8_decode(text + i, n - i, &cp);
		used = used > 0 ? used : 1;
		if (!coop_is_unsafe(cp))
			continue;
		fwrite(text + begun, 1, i - begun, out);
		fprintf(out, "\\u%04" PRIx32, cp);
		begun = i + used;
	}
	fwrite(text + begun, 1, n - begun, out);
	fputc('\n', out);
}

enum coop_status out_json(FILE *out, const struct result *result, struct coop_error *err)
{
	json_t *object = json_object();
	enum coop_status st = COOP_OK;
	if (!object || fill(object, result) != 0)
		st = coop_fail_nomem(err);
	char *text =
		st ? NULL : json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(6));
	if (!st && !text)
		st = coop_fail_nomem(err);
	if (text)
		put_line(out, text);
	free(text);
	json_decref(object);
	return st;
}
