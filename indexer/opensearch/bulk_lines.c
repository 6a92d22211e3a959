#include "indexer/opensearch/bulk_lines.h"

#include <string.h>

#include <sha256.h>

#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/index/glass_read.h"
#include "shared/index/own_column.h"
#include "shared/index/record_json.h"

enum { HASH_DIGITS = SHA256_DIGEST_STRING_LENGTH - 1 };

enum coop_status bulk_lines_init(struct bulk_lines *b, FILE *out, struct coop_error *err)
{
	*b = (struct bulk_lines){.out = out};
	return coop_strmap_new(&b->columns, err);
}

void bulk_lines_release(struct bulk_lines *b)
{
	coop_strmap_free(b->columns);
	coop_column_scratch_release(&b->scratch);
	*b = (struct bulk_lines){0};
}

/* ---- the action ---- */

/* The _id of a record, as a new reference. */
static json_t *action_id(struct bulk_lines *b, const struct coop_value *id)
{
	char text[OPENSEARCH_ID_MAX], hash[SHA256_DIGEST_STRING_LENGTH];
	if (id->len <= OPENSEARCH_ID_MAX)
		return coop_json_string(id->text, id->len);
	b->long_ids++;
	size_t kept = coop_utf8_cut(
		id->text, id->len, OPENSEARCH_ID_MAX - 1 - (size_t)HASH_DIGITS);
	SHA256Data((const uint8_t *)id->text, id->len, hash);
	memcpy(text, id->text, kept);
	text[kept++] = '~';
	memcpy(text + kept, hash, HASH_DIGITS);
	return coop_json_string(text, kept + HASH_DIGITS);
}

static enum coop_status put_action(
	struct bulk_lines *b, const struct coop_record *record, struct coop_error *err)
{
	struct coop_value id;
	coop_record_get(record, COOP_F_ID, &id);
	json_t *action = json_object(), *index = json_object();
	int bad = json_object_set_new(index, "_id", action_id(b, &id));
	bad |= json_object_set_new(action, "index", index);
	enum coop_status st =
		bad ? coop_fail_nomem(err) : coop_json_write(b->out, action, err);
	json_decref(action);
	return st;
}

/* ---- the document ---- */

/* The array of a key, made where there is none; borrowed, NULL when memory runs out. */
static json_t *array_of(json_t *object, const char *key)
{
	json_t *array = json_object_get(object, key);
	if (!array && json_object_set_new(object, key, json_array()) == 0)
		array = json_object_get(object, key);
	return array;
}

/* The same of an object within it. */
static json_t *object_of(json_t *object, const char *key)
{
	json_t *within = json_object_get(object, key);
	if (!within && json_object_set_new(object, key, json_object()) == 0)
		within = json_object_get(object, key);
	return within;
}

static int append(json_t *object, const char *key, json_t *value)
{
	return json_array_append_new(array_of(object, key), value);
}

/* The key of a column that is no field. OpenSearch has no key that is empty or no UTF-8. */
static enum coop_status column_key(struct bulk_lines *b, const struct coop_value *v,
	char key[COOP_OWN_KEY_MAX + 1], struct coop_error *err)
{
	struct coop_own_key own;
	uint32_t id;
	bool added;
	coop_own_key(v->name, v->name_len, &own);
	memcpy(key, own.s, own.len);
	key[own.len] = '\0';
	if (own.len > 0 && coop_utf8_valid(own.s, own.len) == own.len) {
		if (coop_strmap_find(b->columns, own.s, own.len, &id))
			return COOP_OK;
		if (coop_strmap_count(b->columns) < OPENSEARCH_COLUMNS)
			return coop_strmap_intern(
				b->columns, own.s, own.len, &id, &added, err);
	}
	memcpy(key, OPENSEARCH_MORE, sizeof OPENSEARCH_MORE);
	return COOP_OK;
}

static enum coop_status add_column(struct bulk_lines *b, json_t *document,
	const struct coop_value *v, struct coop_error *err)
{
	char key[COOP_OWN_KEY_MAX + 1];
	enum coop_status st = column_key(b, v, key, err);
	if (st)
		return st;
	int bad = append(
		object_of(document, "other"), key, coop_json_string(v->text, v->len));
	bad |= append(object_of(document, "names"), key,
		coop_json_string(v->name, v->name_len));
	return bad ? coop_fail_nomem(err) : COOP_OK;
}

static enum coop_status add_value(struct bulk_lines *b, json_t *document,
	const struct coop_value *v, struct coop_error *err)
{
	const struct coop_field_info *field = coop_field_info(v->field);
	if (v->field == COOP_F_OTHER)
		return add_column(b, document, v, err);
	bool part = field->flags & COOP_FIELD_PART && v->place.confidence > 0;
	int bad = append(part ? object_of(document, "found") : document, field->name,
		coop_json_string(v->text, v->len));
	return bad ? coop_fail_nomem(err) : COOP_OK;
}

static bool holds(const json_t *array, const json_t *value)
{
	for (size_t i = 0; i < json_array_size(array); i++)
		if (json_equal(json_array_get(array, i), value))
			return true;
	return false;
}

/* Adds a value of a column; the same one may come again. */
static enum coop_status add_facet(
	void *data, const struct coop_column_found *found, struct coop_error *err)
{
	json_t *document = data, *value;
	enum coop_column_kind kind = coop_column_kind(found->field);
	if (kind == COOP_COLUMN_ORDER)
		return COOP_OK;
	if (kind == COOP_COLUMN_NUMBER)
		value = json_integer(
			(json_int_t)coop_glass_be32((const unsigned char *)found->key));
	else
		value = coop_json_string(found->shown, found->shown_len);
	json_t *array = array_of(
		object_of(document, "facets"), coop_field_info(found->field)->name);
	if (!value || !array) {
		json_decref(value);
		return coop_fail_nomem(err);
	}
	if (json_array_size(array) >= COOP_COLUMN_EACH_MAX || holds(array, value)) {
		json_decref(value);
		return COOP_OK;
	}
	return json_array_append_new(array, value) ? coop_fail_nomem(err) : COOP_OK;
}

static enum coop_status fill(struct bulk_lines *b, json_t *document,
	const struct coop_record *record, struct coop_error *err)
{
	const char *path = coop_record_path(record);
	int bad = json_object_set_new(
		document, "file", coop_json_string(path, strlen(path)));
	bad |= json_object_set_new(
		document, "line", json_integer((json_int_t)record->line));
	enum coop_status st = bad ? coop_fail_nomem(err) : COOP_OK;
	for (size_t i = 0; !st && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		st = add_value(b, document, &v, err);
	}
	return st ? st
		  : coop_column_values(record, &b->scratch,
			    (struct coop_column_taker){add_facet, document}, err);
}

enum coop_status bulk_lines_put(
	struct bulk_lines *b, const struct coop_record *record, struct coop_error *err)
{
	json_t *document = json_object();
	enum coop_status st =
		document ? fill(b, document, record, err) : coop_fail_nomem(err);
	if (!st)
		st = put_action(b, record, err);
	if (!st)
		st = coop_json_write(b->out, document, err);
	json_decref(document);
	return st;
}

void bulk_lines_tell(const struct bulk_lines *b, const char *program)
{
	if (b->long_ids > 0)
		coop_diag_note(program,
			TR("ids of more than %d bytes, which OpenSearch refuses: %zu; their _id ends with a hash, and 'id' has them whole",
				"identifiants de plus de %d octets, qu'OpenSearch refuse : %zu ; leur _id finit par une empreinte, et « id » les a entiers"),
			OPENSEARCH_ID_MAX, b->long_ids);
}
