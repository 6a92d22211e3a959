#include "query/lasting/asked.h"

#include <string.h>

#include "query/syntax/print.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

void asked_release(struct asked *a)
{
	coop_buf_release(&a->query);
	coop_buf_release(&a->index);
	coop_buf_release(&a->options);
}

static json_t *options_to_json(const struct coop_buf *options)
{
	json_t *array = json_array();
	for (size_t i = 0; array && i < options->len; i += strlen(options->s + i) + 1)
		if (json_array_append_new(array, coop_json_string(options->s + i,
							 strlen(options->s + i))) != 0) {
			json_decref(array);
			array = NULL;
		}
	return array;
}

int asked_to_json(const struct asked *a, json_t *object)
{
	return json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA)) |
	       json_object_set_new(object, "query",
		       coop_json_string(coop_buf_cstr(&a->query), a->query.len)) |
	       json_object_set_new(object, "index",
		       coop_json_string(coop_buf_cstr(&a->index), a->index.len)) |
	       json_object_set_new(object, "options", options_to_json(&a->options));
}

enum coop_status asked_fail(const char *path, const char *key, struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT,
		TR("%s: '%s' is missing, or not what coopq writes",
			"%s : « %s » manque, ou n'est pas ce que coopq écrit"),
		path, key);
}

static enum coop_status take_string(const json_t *object, const char *path,
	const char *key, struct coop_buf *out, struct coop_error *err)
{
	const json_t *value = json_object_get(object, key);
	/* filters may be all that is asked */
	bool may_be_empty = strcmp(key, "query") == 0;
	if (!json_is_string(value) || (json_string_length(value) == 0 && !may_be_empty))
		return asked_fail(path, key, err);
	coop_buf_add(out, json_string_value(value), json_string_length(value));
	return coop_buf_check(out, err);
}

static enum coop_status take_options(
	struct asked *a, const json_t *object, const char *path, struct coop_error *err)
{
	const json_t *array = json_object_get(object, "options"), *value;
	size_t i;
	if (!json_is_array(array))
		return asked_fail(path, "options", err);
	json_array_foreach(array, i, value)
	{
		if (!json_is_string(value))
			return asked_fail(path, "options", err);
		/* jansson refuses strings with a NUL inside */
		coop_buf_add(&a->options, json_string_value(value),
			json_string_length(value) + 1);
	}
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
	enum coop_status st = take_string(object, path, "query", &a->query, err);
	if (!st)
		st = take_string(object, path, "index", &a->index, err);
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
static enum coop_status add_closed(const struct coop_buf *query,
	const struct qnames *names, struct coop_buf *out, struct coop_error *err)
{
	struct qtree tree;
	enum coop_status st = qtree_parse_named(
		&tree, coop_buf_cstr(query), query->len, NULL, 0, names, err);
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
	const struct qnames *names, struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = add_closed(first, names, out, err);
	coop_buf_str(out, " AND ");
	return st ? st : add_closed(second, names, out, err);
}
