#include "indexer/convert/json.h"

#include <string.h>

#include "indexer/convert/json_notice.h"
#include "indexer/convert/json_own.h"
#include "indexer/convert/json_places.h"
#include "indexer/convert/json_resume.h"
#include "indexer/convert/json_survey.h"
#include "indexer/convert/json_value.h"
#include "indexer/decode/json_start.h"

enum { START = 512 /* bytes in which JSON begins */, BAD_MAX = 1000 /* in a row */ };

struct reading {
	const struct json_taker *to;
	enum charset set;
	struct json_text text;
	struct json_places places;
	struct json_oddities odd;
	struct coop_buf path, key, scratch[2];
	struct coop_record record;
	struct json_resume last; /* how the last whole object began */
	json_t *header;          /* the first of rows, or NULL */
	size_t bad;              /* objects in a row that were left out */
	bool resumed; /* the text is at the next object of a list, behind a damaged one */
	bool of_map;  /* the object at hand has `key` as its id */
	enum conversion_failure failure;
};

/* ---- one object ---- */

/* Whether an object is an order of a bulk load, as Elasticsearch writes one before each record. */
static bool is_order(const json_t *object)
{
	static const char *const orders[] = {"index", "create", "update", "delete"};
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (json_object_size(object) == 1 &&
			json_is_object(json_object_get(object, orders[i])))
			return true;
	return false;
}

/* Adds the key under which an object is in a map: it is the id, if the object has none. */
static void add_key(struct reading *r, const json_t *object)
{
	const json_t *id = json_object_get(object, "id");
	const char *name = id ? "key" : "id";
	if (!r->of_map)
		return;
	/* it is kept as it stands in the file */
	struct coop_buf quoted = {0};
	coop_buf_printf(&quoted, "\"%s\"", coop_buf_cstr(&r->key));
	json_t *key = json_parse(r->set, coop_buf_cstr(&quoted), quoted.len, r->scratch);
	if (!key)
		r->record.failed = true;
	else if (!json_equal(id, key))
		coop_record_add_named(&r->record, name, strlen(name),
			json_string_value(key), json_string_length(key));
	json_decref(key);
	coop_buf_release(&quoted);
}

static enum conversion_failure take_object(
	struct reading *r, const json_t *object, size_t line)
{
	enum json_own own = json_own_record(object, &r->record);
	if (own == JSON_RECORD)
		return r->to->notice(r->to->data, &r->record, false);
	if (own == JSON_ASIDE || is_order(object))
		return CONVERSION_OK;
	coop_record_reset(&r->record, "", line);
	add_key(r, object);
	enum conversion_failure failure = json_notice(object, &r->record);
	if (!failure && r->record.failed)
		failure = CONVERSION_MEMORY;
	if (!failure && r->places.alone && !json_notice_is_one(&r->record)) {
		r->failure = CONVERSION_NO_NOTICES;
		return CONVERSION_OK;
	}
	return failure || r->record.count == 0
		       ? failure
		       : r->to->notice(r->to->data, &r->record, true);
}

/* A row with the names of the first one, as an object; NULL when memory runs out. */
static json_t *object_of_row(const json_t *header, const json_t *row)
{
	json_t *object = json_object();
	size_t n = json_array_size(row);
	int bad = !object;
	for (size_t i = 0; !bad && i < n && i < json_array_size(header); i++) {
		const char *name = json_string_value(json_array_get(header, i));
		if (name)
			bad = json_object_set(object, name, json_array_get(row, i));
	}
	if (!bad)
		return object;
	json_decref(object);
	return NULL;
}

static enum conversion_failure take_row(struct reading *r, json_t *row, size_t line)
{
	if (!r->header) {
		r->header = json_incref(row);
		return CONVERSION_OK;
	}
	json_t *object = object_of_row(r->header, row);
	enum conversion_failure failure =
		object ? take_object(r, object, line) : CONVERSION_MEMORY;
	json_decref(object);
	return failure;
}

/* Takes a whole value that is where notices are. */
static enum conversion_failure take_value(struct reading *r, size_t line)
{
	const struct json_text *t = &r->text;
	if (!t->keeping || t->now.at - t->mark.at > JSON_KEPT_MAX)
		return CONVERSION_TOO_LARGE;
	json_t *value = json_parse(
		r->set, t->buf.s + t->mark.at, t->now.at - t->mark.at, r->scratch);
	enum conversion_failure failure = CONVERSION_NO_OBJECT;
	if (!value)
		failure = CONVERSION_MEMORY;
	else if (json_is_object(value))
		failure = take_object(r, value, line);
	else if (json_is_array(value) && r->places.rows)
		failure = take_row(r, value, line);
	else if (json_is_null(value))
		failure = CONVERSION_OK;
	json_decref(value);
	return failure;
}

static void leave_out(
	struct reading *r, size_t line, size_t column, enum conversion_failure why)
{
	r->bad++;
	r->to->left_out(r->to->data, line, column, why);
}

static bool is_before(const struct json_place *a, const struct json_place *b)
{
	return a->line < b->line || (a->line == b->line && a->column <= b->column);
}

/*
 * Reads the value at the next byte, where notices are. Of a damaged one, goes on to the next; false when
 * there is none, or too many were damaged.
 */
static bool read_notice(struct reading *r)
{
	struct json_text *t = &r->text;
	struct json_resume at = json_resume_at(t);
	struct json_place start = t->now;
	struct json_oddities odd = r->odd;
	json_mark(t);
	enum conversion_failure failure = json_skip(t, &odd);
	if (!failure) {
		r->odd = odd;
		r->last = at;
		failure = take_value(r, start.line);
		json_unmark(t);
		if (failure)
			leave_out(r, start.line, 0, failure);
		else
			r->bad = 0;
		return r->bad < BAD_MAX;
	}
	struct json_place wrong = t->now;
	r->resumed = !r->of_map && json_resume(t, &at, &r->last);
	json_unmark(t);
	/* the objects behind it were read for a part of it */
	if (r->resumed && is_before(&t->now, &wrong))
		leave_out(r, start.line, start.column, CONVERSION_CUT);
	else
		leave_out(r, wrong.line, wrong.column, failure);
	return r->resumed && r->bad < BAD_MAX;
}

/* ---- the way to them ---- */

static bool walk(struct reading *r);

/* Something is wrong around notices: what follows cannot be read. */
static bool lose(struct reading *r, enum conversion_failure why)
{
	leave_out(r, r->text.now.line, r->text.now.column, why);
	return false;
}

/*
 * Moves behind the separator of two items, or the bracket behind the last, which ends the list: `*more` is
 * false then.
 */
static bool next_item(struct reading *r, char closing, bool *more)
{
	struct json_text *t = &r->text;
	int c = json_skip_blanks(t);
	*more = c != closing;
	if (c == ',') {
		json_take(t);
		c = json_skip_blanks(t);
		*more = c != closing;
		if (!*more)
			json_odd(&r->odd, MEND_JSON_COMMAS, t->now.line);
	} else if (*more && c == '{' && closing == ']') {
		json_odd(&r->odd, MEND_JSON_COMMAS, t->now.line);
	} else if (*more) {
		return lose(r, c == JSON_END ? CONVERSION_CUT : CONVERSION_JSON_COMMA);
	}
	if (!*more)
		json_take(t);
	return true;
}

static bool walk_items(struct reading *r)
{
	size_t begin = r->path.len;
	json_take(&r->text);
	bool more = json_skip_blanks(&r->text) != ']', fine = true;
	if (!more)
		json_take(&r->text);
	coop_buf_str(&r->path, "[]");
	while (fine && more) {
		fine = walk(r);
		if (!r->resumed && fine)
			fine = next_item(r, ']', &more);
		r->resumed = false;
	}
	r->path.len = begin;
	return fine;
}

static bool walk_members(struct reading *r)
{
	size_t begin = r->path.len;
	json_take(&r->text);
	bool more = json_skip_blanks(&r->text) != '}', fine = true;
	if (!more)
		json_take(&r->text);
	while (fine && more) {
		coop_buf_reset(&r->key);
		enum conversion_failure failure =
			json_skip_key(&r->text, &r->key, &r->odd);
		if (failure)
			return lose(r, failure);
		coop_buf_str(&r->path, "{}");
		r->of_map = json_places_within(&r->places, coop_buf_cstr(&r->path)) ||
			    json_places_has(&r->places, coop_buf_cstr(&r->path));
		if (!r->of_map) {
			r->path.len = begin;
			json_path_add(&r->path, coop_buf_cstr(&r->key), r->key.len);
		}
		fine = walk(r) && next_item(r, '}', &more);
		r->of_map = false;
		r->path.len = begin;
	}
	return fine;
}

/* Reads the notices in the next value, which is at the current path; false when reading ends. */
static bool walk(struct reading *r)
{
	int c = json_skip_blanks(&r->text);
	if (r->path.len == 0)
		coop_buf_reset(&r->path);
	else if (r->path.s)
		r->path.s[r->path.len] = '\0';
	const char *path = coop_buf_cstr(&r->path);
	if (json_places_has(&r->places, path))
		return read_notice(r);
	if (c == '{' && json_places_within(&r->places, path))
		return walk_members(r);
	if (c == '[' && json_places_within(&r->places, path))
		return walk_items(r);
	enum conversion_failure failure = json_skip(&r->text, &r->odd);
	return failure ? lose(r, failure) : true;
}

/* ---- the file ---- */

/* Moves to where JSON begins. */
static bool find_start(struct json_text *t, bool *wrapped)
{
	while (t->buf.len < START && json_text_more(t))
		;
	size_t n = t->buf.len < START ? t->buf.len : START,
	       at = json_start(coop_buf_cstr(&t->buf), n, wrapped);
	for (size_t i = 0; at < n && i < at; i++)
		json_take(t);
	return at < n;
}

/* Tells what was found out, and what was odd. */
static void tell(struct reading *r)
{
	r->to->told(r->to->data, TOLD_CHARSET, source_charset_name(r->text.source));
	for (size_t i = 0; i < r->places.count; i++)
		r->to->told(r->to->data, TOLD_PLACE, json_places_path(&r->places, i));
}

static void tell_odd(const struct reading *r)
{
	for (int i = 0; i < MEND_KINDS; i++)
		if (r->odd.of[i].count > 0)
			r->to->odd(r->to->data, (enum conversion_mend)i,
				r->odd.of[i].count, r->odd.of[i].line);
}

/* Reads one value behind another; of what wraps one in a script, that one alone. */
static void read_values(struct reading *r, bool wrapped)
{
	struct json_text *t = &r->text;
	bool more = true;
	while (more && json_skip_blanks(t) != JSON_END) {
		bool comma = json_peek(t) == ',';
		if (comma)
			json_take(t);
		else if (!walk(r))
			break;
		r->resumed = false;
		more = comma || !wrapped;
	}
	if (!wrapped && json_skip_blanks(t) != JSON_END)
		leave_out(r, t->now.line, 0, CONVERSION_REST);
}

static enum conversion_failure read_file(struct reading *r)
{
	bool wrapped;
	if (!find_start(&r->text, &wrapped))
		return json_skip_blanks(&r->text) == JSON_END ? CONVERSION_OK
							      : CONVERSION_DAMAGED;
	if (!json_places_find(&r->places, &r->text))
		return CONVERSION_MEMORY;
	tell(r);
	if (r->places.count == 0)
		return r->places.empty ? CONVERSION_OK : CONVERSION_NO_NOTICES;
	read_values(r, wrapped);
	tell_odd(r);
	switch (r->text.status) {
	case COOP_OK:
		return r->failure;
	case COOP_E_NOMEM:
		return CONVERSION_MEMORY;
	default:
		return CONVERSION_UNREADABLE;
	}
}

enum conversion_failure json_read(struct source *source, const struct json_taker *to)
{
	struct reading r = {.to = to, .set = source_text(source)};
	json_text_begin(&r.text, source);
	coop_record_init(&r.record);
	enum conversion_failure failure = read_file(&r);
	json_text_release(&r.text);
	json_places_release(&r.places);
	coop_record_release(&r.record);
	coop_buf_release(&r.path);
	coop_buf_release(&r.key);
	coop_buf_release(&r.scratch[0]);
	coop_buf_release(&r.scratch[1]);
	json_decref(r.header);
	return failure;
}
