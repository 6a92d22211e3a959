#include "indexer/convert/json_notice.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/heading.h"

/* A notice that is being filled. */
struct filling {
	struct coop_record *out;
	struct coop_buf name; /* the key of what is at hand, with those around it */
	struct coop_buf scratch;
	size_t values;
	enum conversion_failure failure;
};

static void add_value(
	struct filling *f, const char *name, size_t name_len, const char *s, size_t n)
{
	if (n == 0)
		return;
	if (f->values++ == JSON_VALUES_MAX)
		f->failure = CONVERSION_TOO_LARGE;
	if (!f->failure)
		coop_record_add_named(f->out, name, name_len, s, n);
}

/* The text of a scalar; false for null, objects and arrays. */
static bool text_of(const json_t *value, struct coop_bytes *out)
{
	if (json_is_string(value))
		*out = (struct coop_bytes){
			json_string_value(value), json_string_length(value)};
	else if (json_is_boolean(value))
		*out = json_is_true(value)
			       ? (struct coop_bytes){"true", strlen("true")}
			       : (struct coop_bytes){"false", strlen("false")};
	else
		return false;
	return true;
}

static bool is_scalar(const json_t *value)
{
	return !json_is_object(value) && !json_is_array(value);
}

/* Adds a scalar under the current name. */
static void add_scalar(struct filling *f, const json_t *value)
{
	struct coop_bytes text;
	if (text_of(value, &text))
		add_value(f, coop_buf_cstr(&f->name), f->name.len, text.s, text.len);
}

/* ---- what an object says in several members ---- */

/* The first of some members that is a string, by their names without case; NULL for none. */
static const json_t *member(
	const json_t *object, const char *const *names, const char **key)
{
	for (; *names; names++) {
		const json_t *value = json_object_get(object, *names);
		if (json_is_string(value) && json_string_length(value) > 0) {
			*key = *names;
			return value;
		}
	}
	return NULL;
}

static const char *const given_names[] = {"given", "firstName", "first_name", "firstname",
	"prenom", "prénom", "Prénom", "Prenom", "givenName", "given_name", "forename",
	NULL};
static const char *const family_names[] = {"family", "lastName", "last_name", "lastname",
	"nom", "Nom", "familyName", "family_name", "surname", "name", NULL};
static const char *const own_names[] = {"@value", "name", "nom", "Nom", "value", "valeur",
	"label", "libelle", "libellé", "title", "titre", "o:label", "display_title",
	"prefLabel", "literal", "tag", "term", "texte", "text", "o:title", "display_name",
	"fullName", "full_name", "@id", NULL};
static const char *const said_names[] = {
	"text", "value", "valeur", "texte", "content", NULL};

/* The name of what an item of a list of properties says: {"name": ..., "text": ...}. */
static const json_t *property_of(const json_t *object, const json_t **said)
{
	static const char *const names[] = {"name", "nom", "key", "label", "property",
		"field", "champ", "libelle", NULL};
	const char *key, *named;
	const json_t *element = json_object_get(object, "element");
	*said = member(object, said_names, &key);
	return *said ? member(json_is_object(element) ? element : object, names, &named)
		     : NULL;
}

/* Whether a key is that of a language: "fr", "en-GB", "@none". */
static bool is_language(const char *key)
{
	size_t n = strlen(key), letters = strspn(key, "abcdefghijklmnopqrstuvwxyz");
	if (strcmp(key, "@none") == 0 || strcmp(key, "none") == 0)
		return true;
	return (letters == 2 || letters == 3) &&
	       (n == letters || key[letters] == '-' || key[letters] == '_');
}

/* Whether an object has the same text in several languages, French or English among them. */
static bool has_languages(const json_t *object)
{
	const char *key;
	json_t *value;
	bool usual = false;
	json_object_foreach((json_t *)object, key, value)
	{
		bool text = json_is_string(value) || json_is_array(value) ||
			    json_is_null(value);
		if (!text || !is_language(key))
			return false;
		usual |= strncmp(key, "fr", 2) == 0 || strncmp(key, "en", 2) == 0 ||
			 strstr(key, "none");
	}
	return usual;
}

/* ---- values ---- */

static void add(struct filling *f, const json_t *value, size_t depth, bool listed);

/* Adds a value under the current name and a key. */
static void add_under(
	struct filling *f, const char *key, const json_t *value, size_t depth)
{
	size_t before = f->name.len;
	if (before > 0)
		coop_buf_byte(&f->name, '.');
	coop_buf_str(&f->name, key);
	add(f, value, depth + 1, false);
	f->name.len = before;
}

/* Adds the members of an object under their keys, but for up to two of them. */
static void add_members(struct filling *f, const json_t *object, size_t depth,
	const char *but, const char *nor)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		if ((but && strcmp(key, but) == 0) || (nor && strcmp(key, nor) == 0))
			continue;
		add_under(f, key, value, depth);
	}
}

/* The member for French, or else the first one. */
static const char *best_language(const json_t *object)
{
	const char *key, *best = NULL;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		bool french = strncmp(key, "fr", 2) == 0;
		if (json_is_null(value) || (best && !french))
			continue;
		best = key;
		if (french)
			break;
	}
	return best;
}

static void add_languages(struct filling *f, const json_t *object, size_t depth)
{
	const char *best = best_language(object);
	if (!best)
		return;
	add(f, json_object_get(object, best), depth + 1, true);
	add_members(f, object, depth, best, NULL);
}

/* Adds the name of a person in two parts. */
static void add_person(struct filling *f, const json_t *given, const json_t *family)
{
	coop_buf_reset(&f->scratch);
	coop_buf_add(&f->scratch, json_string_value(given), json_string_length(given));
	coop_buf_byte(&f->scratch, ' ');
	coop_buf_add(&f->scratch, json_string_value(family), json_string_length(family));
	add_value(f, coop_buf_cstr(&f->name), f->name.len, coop_buf_cstr(&f->scratch),
		f->scratch.len);
}

/* Adds an array of scalars as one value. */
static void add_joined(struct filling *f, const json_t *array, const char *between)
{
	struct coop_bytes text;
	coop_buf_reset(&f->scratch);
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (!text_of(json_array_get(array, i), &text))
			continue;
		if (f->scratch.len > 0)
			coop_buf_str(&f->scratch, between);
		if (*between == '-' && text.len == 1)
			coop_buf_byte(&f->scratch, '0');
		coop_buf_add(&f->scratch, text.s, text.len);
	}
	add_value(f, coop_buf_cstr(&f->name), f->name.len, coop_buf_cstr(&f->scratch),
		f->scratch.len);
}

/* Adds the dates of CSL: [[1998, 3, 12]] and an array more for the end of a period. */
static void add_dates(struct filling *f, const json_t *parts)
{
	for (size_t i = 0; i < json_array_size(parts); i++)
		add_joined(f, json_array_get(parts, i), "-");
}

/* Adds a point of a map; shapes are no values. */
static bool add_geometry(struct filling *f, const json_t *object)
{
	const json_t *type = json_object_get(object, "type"),
		     *at = json_object_get(object, "coordinates");
	if (!json_is_string(type) || !json_is_array(at))
		return false;
	if (strcmp(json_string_value(type), "Point") == 0)
		add_joined(f, at, ", ");
	return true;
}

/* Adds what an item of a list says of a property, under the name of that. */
static bool add_property(struct filling *f, const json_t *object)
{
	const json_t *said, *name = property_of(object, &said);
	if (!name || said == name)
		return false;
	add_value(f, json_string_value(name), json_string_length(name),
		json_string_value(said), json_string_length(said));
	return true;
}

/* Adds an object under the current name; `listed` if it is an item of a list. */
static void add_object(struct filling *f, const json_t *object, size_t depth, bool listed)
{
	const char *first = NULL, *last = NULL;
	const json_t *parts = json_object_get(object, "date-parts"),
		     *text = json_object_get(object, "@value"),
		     *given = member(object, given_names, &first),
		     *family = member(object, family_names, &last);
	if (json_is_array(parts)) {
		add_dates(f, parts);
	} else if (text) {
		add_scalar(f, text);
	} else if (given && family) {
		add_person(f, given, family);
		add_members(f, object, depth, first, last);
	} else if (has_languages(object)) {
		add_languages(f, object, depth);
	} else if (listed && add_property(f, object)) {
		return;
	} else if (!add_geometry(f, object)) {
		const json_t *own = listed ? member(object, own_names, &first) : NULL;
		if (own)
			add_scalar(f, own);
		add_members(f, object, depth, own ? first : NULL, NULL);
	}
}

static void add_array(struct filling *f, const json_t *array, size_t depth)
{
	for (size_t i = 0; !f->failure && i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		bool flat = true;
		for (size_t k = 0; json_is_array(item) && k < json_array_size(item); k++)
			flat &= is_scalar(json_array_get(item, k));
		if (json_is_array(item) && flat)
			add_joined(f, item, ", ");
		else
			add(f, item, depth + 1, true);
	}
}

/* Adds a value under the current name. */
static void add(struct filling *f, const json_t *value, size_t depth, bool listed)
{
	if (depth > JSON_NESTED_MAX)
		f->failure = CONVERSION_TOO_DEEP;
	if (f->failure)
		return;
	if (json_is_array(value))
		add_array(f, value, depth);
	else if (json_is_object(value))
		add_object(f, value, depth, listed);
	else
		add_scalar(f, value);
}

/* ---- the notice ---- */

/* Whether an object names a title by itself. */
static bool names_title(struct filling *f, const json_t *object)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)object, key, value)
	{
		struct coop_heading_field found[COOP_HEADING_FIELDS];
		size_t n = coop_heading_fields(key, strlen(key), &f->scratch, found);
		for (size_t i = 0; i < n; i++)
			if (found[i].field == COOP_F_TITLE && !json_is_object(value))
				return true;
	}
	return false;
}

/* The key of the record itself, where a server has put something around it; NULL for none. */
static const char *envelope(struct filling *f, const json_t *object)
{
	static const char *const keys[] = {"_source", "properties", "fields",
		"attributes", "data", "record", "doc", "node", "notice", NULL};
	for (const char *const *key = keys; *key; key++)
		if (json_is_object(json_object_get(object, *key)))
			return names_title(f, object) ? NULL : *key;
	return NULL;
}

/* Adds the members of a record, first those of what is in its envelope. */
static void add_record(struct filling *f, const json_t *object, size_t depth)
{
	enum { ENVELOPES = 4 };
	const char *key, *around = depth < ENVELOPES ? envelope(f, object) : NULL;
	const json_t *inner = around ? json_object_get(object, around) : NULL;
	bool feature = around && strcmp(around, "properties") == 0;
	json_t *value;
	if (inner)
		add_record(f, inner, depth + 1);
	json_object_foreach((json_t *)object, key, value)
	{
		bool twice = inner && (value == inner || json_object_get(inner, key));
		if (!twice && !(feature && strcmp(key, "type") == 0))
			add_under(f, key, value, depth);
	}
}

enum conversion_failure json_notice(const json_t *object, struct coop_record *out)
{
	struct filling f = {.out = out};
	add_record(&f, object, 0);
	out->failed |= f.name.failed || f.scratch.failed;
	coop_buf_release(&f.name);
	coop_buf_release(&f.scratch);
	return f.failure;
}

static bool tells(enum coop_field field)
{
	return field == COOP_F_TITLE || field == COOP_F_DIRECTOR ||
	       field == COOP_F_PRODUCER || field == COOP_F_DESCRIPTION ||
	       field == COOP_F_HISTORY || field == COOP_F_KEYWORDS ||
	       field == COOP_F_BODY || field == COOP_F_COMPANY;
}

bool json_notice_is_one(const struct coop_record *record)
{
	struct coop_buf scratch = {0};
	bool told = false;
	for (size_t i = 0; i < record->count && !told; i++) {
		struct coop_heading_field found[COOP_HEADING_FIELDS];
		struct coop_value v = coop_record_at(record, i);
		size_t n = coop_heading_fields(v.name, v.name_len, &scratch, found);
		for (size_t k = 0; k < n; k++)
			told |= tells(found[k].field);
	}
	coop_buf_release(&scratch);
	return told;
}
