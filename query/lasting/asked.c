#include "query/lasting/asked.h"

#include <string.h>

#include "query/syntax/print.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

void asked_release(struct asked *a)
{
	coop_buf_release(&a->query);
	coop_buf_release(&a->indexes);
	coop_buf_release(&a->options);
}

/* An array of strings that each have their NUL. */
static json_t *list_to_json(const struct coop_buf *list)
{
	json_t *array = json_array();
	for (size_t i = 0; array && i < list->len; i += strlen(list->s + i) + 1)
		if (json_array_append_new(array,
			    coop_json_string(list->s + i, strlen(list->s + i))) != 0) {
			json_decref(array);
			array = NULL;
		}
	return array;
}

static json_t *indexes_to_json(const struct asked *a)
{
	const char *first = asked_index(a, 0);
	return asked_count(a) > 1 ? list_to_json(&a->indexes)
				  : coop_json_string(first, strlen(first));
}

size_t asked_count(const struct asked *a)
{
	size_t count = 0;
	for (size_t i = 0; i < a->indexes.len; i++)
		count += a->indexes.s[i] == '\0';
	return count;
}

const char *asked_index(const struct asked *a, size_t number)
{
	const char *at = coop_buf_cstr(&a->indexes);
	for (; number > 0; number--)
		at += strlen(at) + 1;
	return at;
}

void asked_name_indexes(const struct asked *a, struct coop_buf *out)
{
	const struct coop_buf *list = &a->indexes;
	for (size_t i = 0; i < list->len; i += strlen(list->s + i) + 1)
		coop_buf_printf(out, "%s%s", i > 0 ? ", " : "", list->s + i);
}

int asked_to_json(const struct asked *a, json_t *object)
{
	return json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA)) |
	       json_object_set_new(object, "query",
		       coop_json_string(coop_buf_cstr(&a->query), a->query.len)) |
	       json_object_set_new(object, "index", indexes_to_json(a)) |
	       json_object_set_new(object, "options", list_to_json(&a->options));
}

enum coop_status asked_fail(const char *path, const char *key, struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT,
		TR("%s: '%s' is missing, or not what coopq writes",
			"%s : « %s » manque, ou n'est pas ce que coopq écrit"),
		path, key);
}

/* It may be empty: filters may be all that is asked. */
static enum coop_status take_query(
	struct asked *a, const json_t *object, const char *path, struct coop_error *err)
{
	const json_t *value = json_object_get(object, "query");
	if (!json_is_string(value))
		return asked_fail(path, "query", err);
	coop_buf_add(&a->query, json_string_value(value), json_string_length(value));
	return coop_buf_check(&a->query, err);
}

/* Appends a string with its NUL; jansson refuses strings with a NUL inside. */
static bool take_string(const json_t *value, struct coop_buf *out)
{
	if (!json_is_string(value) || json_string_length(value) == 0)
		return false;
	coop_buf_add(out, json_string_value(value), json_string_length(value) + 1);
	return true;
}

/* Takes an array of strings. */
static bool take_list(const json_t *array, struct coop_buf *out)
{
	const json_t *value;
	size_t i;
	if (!json_is_array(array))
		return false;
	json_array_foreach(array, i, value)
	{
		if (!take_string(value, out))
			return false;
	}
	return true;
}

static enum coop_status take_indexes(
	struct asked *a, const json_t *object, const char *path, struct coop_error *err)
{
	const json_t *value = json_object_get(object, "index");
	if (!take_string(value, &a->indexes) &&
		!(take_list(value, &a->indexes) && a->indexes.len > 0))
		return asked_fail(path, "index", err);
	return coop_buf_check(&a->indexes, err);
}

static enum coop_status take_options(
	struct asked *a, const json_t *object, const char *path, struct coop_error *err)
{
	if (!take_list(json_object_get(object, "options"), &a->options))
		return asked_fail(path, "options", err);
	return coop_buf_check(&a->options, err);
}

static enum coop_status take_members(
	struct asked *a, const json_t *object, const char *path, struct coop_error *err)
{
	const json_t *schema = json_object_get(object, "schema");
	if (!json_is_integer(schema))
		return asked_fail(path, "schema", err);
	if (json_integer_value(schema) != COOP_JSON_SCHEMA)
		return coop_fail(err, COOP_E_INPUT,
			TR("%s: schema %lld: another version of coopq has written it",
				"%s : schéma %lld : une autre version de coopq l'a écrit"),
			path, (long long)json_integer_value(schema));
	enum coop_status st = take_query(a, object, path, err);
	if (!st)
		st = take_indexes(a, object, path, err);
	if (!st)
		st = take_options(a, object, path, err);
	bool nothing = !st && a->query.len == 0 && a->options.len == 0;
	return nothing ? asked_fail(path, "query", err) : st;
}

enum coop_status asked_parse(struct asked *a, const char *path,
	const struct coop_buf *text, json_t **object, struct coop_error *err)
{
	json_error_t why;
	*object =
		json_loadb(coop_buf_cstr(text), text->len, JSON_REJECT_DUPLICATES, &why);
	if (!*object && json_error_code(&why) == json_error_out_of_memory)
		return coop_fail_nomem(err);
	if (!*object)
		return coop_fail(err, COOP_E_INPUT,
			TR("%s:%d: no JSON: %s", "%s:%d : ce n'est pas du JSON : %s"),
			path, why.line > 0 ? why.line : 1, why.text);
	return take_members(a, *object, path, err);
}

/* Appends a query in parentheses. */
static enum coop_status add_closed(
	const struct coop_buf *query, struct coop_buf *out, struct coop_error *err)
{
	struct qtree tree;
	enum coop_status st = qtree_parse(&tree, coop_buf_cstr(query), query->len, err);
	if (!st) {
		coop_buf_byte(out, '(');
		qtree_print(&tree, out);
		coop_buf_byte(out, ')');
		st = coop_buf_check(out, err);
	}
	qtree_release(&tree);
	return st;
}

enum coop_status asked_join(const struct coop_buf *first, const struct coop_buf *second,
	struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = add_closed(first, out, err);
	coop_buf_str(out, " AND ");
	return st ? st : add_closed(second, out, err);
}
