#include "indexer/convert/json_own.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/charset.h"
#include "shared/core/bytes.h"

static const char *text_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_string(value) ? json_string_value(value) : NULL;
}

/* A number, which json_parse() has made a string; 0 for none. */
static size_t number_of(const json_t *object, const char *key)
{
	const char *text = text_of(object, key);
	return text ? strtoul(text, NULL, 10) : 0;
}

/* The field with a name, the English one; COOP_FIELD_COUNT for none. */
static enum coop_field field_named(const char *name)
{
	int i = 0;
	while (i < COOP_FIELD_COUNT &&
		(!name || strcmp(coop_field_info((enum coop_field)i)->name, name) != 0))
		i++;
	return (enum coop_field)i;
}

static void begin(struct coop_record *out, const json_t *object, const char *key)
{
	const char *path = text_of(object, key);
	coop_record_reset(out, path ? path : "", number_of(object, "line"));
	out->name_only = true;
}

/* ---- what coopidx has extracted, or dumped ---- */

/* Adds a value of a record; false when it is none. */
static bool add_extracted(const json_t *object, struct coop_record *out)
{
	enum coop_field field = field_named(text_of(object, "field"));
	const json_t *value = json_object_get(object, "value"),
		     *name = json_object_get(object, "name");
	bool other = field == COOP_F_OTHER;
	if (field == COOP_FIELD_COUNT || !json_is_string(value) ||
		other != json_is_string(name))
		return false;
	size_t sure = number_of(object, "confidence");
	coop_record_add_found(out, field, other ? json_string_value(name) : NULL,
		other ? json_string_length(name) : 0, json_string_value(value),
		json_string_length(value),
		(struct coop_found){.confidence = sure <= 100 ? (unsigned)sure : 100});
	return true;
}

static bool extracted(const json_t *object, const json_t *values, struct coop_record *out)
{
	begin(out, object, "file");
	for (size_t i = 0; i < json_array_size(values); i++)
		if (!add_extracted(json_array_get(values, i), out))
			return false;
	return json_array_size(values) > 0;
}

/* ---- what coopq has printed ---- */

/*
 * Adds the values of a string of a hit. Several of a field stand in it with an empty line between them;
 * within a running text such a line may be part of it.
 */
static void add_joined(
	const json_t *value, enum coop_field field, struct coop_record *out)
{
	static const char between[] = "\n\n";
	const char *s = json_string_value(value);
	size_t n = json_string_length(value), width = strlen(between);
	bool split = !(coop_field_info(field)->flags & COOP_FIELD_PASSAGE);
	for (const char *at = split ? memmem(s, n, between, width) : NULL; at;
		at = memmem(s, n, between, width)) {
		coop_record_add(out, field, s, (size_t)(at - s));
		n -= (size_t)(at - s) + width;
		s = at + width;
	}
	coop_record_add(out, field, s, n);
}

static void add_others(const json_t *object, struct coop_record *out)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		if (json_is_string(value))
			coop_record_add_named(out, key, strlen(key),
				json_string_value(value), json_string_length(value));
	}
}

static void hit(const json_t *object, struct coop_record *out)
{
	const char *key;
	json_t *value;
	begin(out, object, "path");
	json_object_foreach((json_t *)object, key, value)
	{
		enum coop_field field = field_named(key);
		if (field == COOP_FIELD_COUNT)
			continue;
		if (json_is_string(value))
			add_joined(value, field, out);
		for (size_t i = 0; json_is_array(value) && i < json_array_size(value);
			i++)
			if (json_is_string(json_array_get(value, i)))
				add_joined(json_array_get(value, i), field, out);
		if (field == COOP_F_OTHER)
			add_others(value, out);
	}
}

/* ---- which it is ---- */

/* Whether an object has all of these keys. */
static bool has(const json_t *object, const char *const *keys)
{
	while (*keys && json_object_get(object, *keys))
		keys++;
	return !*keys;
}

/* Whether an object has no keys but those of a hit. */
static bool is_hit(const json_t *object)
{
	static const char *const others[] = {"schema", "query", "relaxed", "rank",
		"score", "path", "line", "index", "group", "snippet", "highlights",
		"passages", "explanation", NULL};
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		if (field_named(key) == COOP_FIELD_COUNT &&
			!coop_is_one_of(key, strlen(key), others))
			return false;
	}
	return true;
}

/* Whether an object is one of coopq: the first key of a line is its schema. */
static bool has_schema(const json_t *object)
{
	json_t *of = (json_t *)object;
	const char *first = json_object_iter_key(json_object_iter(of));
	return first && strcmp(first, "schema") == 0 && number_of(object, "schema") == 1;
}

enum json_own json_own_record(const json_t *object, struct coop_record *out)
{
	const json_t *values = json_object_get(object, "values");
	const char *dump = text_of(object, "dump");
	bool line = has(object, COOP_LIST("file", "line", "values"));
	if (line && json_is_array(values) && extracted(object, values, out))
		return JSON_RECORD;
	if ((dump && strcmp(dump, "coopidx") == 0) ||
		has(object, COOP_LIST("source", "records", "mtime", "content")) ||
		has(object, COOP_LIST("rejected_rows")) ||
		has(object, COOP_LIST("end", "crc")))
		return JSON_ASIDE;
	if (has_schema(object) && (has(object, COOP_LIST("query", "shown")) ||
					  has(object, COOP_LIST("keyword", "left"))))
		return JSON_ASIDE;
	bool marked = has_schema(object) ||
		      has(object, COOP_LIST("rank", "score", "id", "path", "line"));
	if (!marked || !is_hit(object))
		return JSON_FOREIGN;
	hit(object, out);
	return JSON_RECORD;
}
