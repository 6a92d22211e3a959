#include "shared/index/record.h"
#include "shared/core/bytes.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"
#include "shared/text/nfc.h"

/* A value, as offsets in the record's text, which moves while it grows. */
struct coop_record_entry {
	enum coop_field field;
	size_t name, name_len; /* offset in `text`; of COOP_F_OTHER only */
	size_t value, len;
	struct coop_found place;
};

void coop_record_init(struct coop_record *r)
{
	*r = (struct coop_record){0};
}

void coop_record_release(struct coop_record *r)
{
	coop_buf_release(&r->text);
	free(r->entries);
	coop_record_init(r);
}

static void reset(struct coop_record *r, const char *path, size_t path_len, size_t line)
{
	coop_buf_reset(&r->text);
	coop_buf_add(&r->text, path, path_len);
	coop_buf_byte(&r->text, '\0');
	r->path = 0;
	r->line = line;
	r->name_only = false;
	r->id_origin = COOP_ID_GIVEN;
	r->length = 0;
	r->copy_len = 0;
	r->count = 0;
	r->failed = false;
}

void coop_record_reset(struct coop_record *r, const char *path, size_t line)
{
	reset(r, path, strlen(path), line);
}

void coop_record_set_path(struct coop_record *r, const char *path)
{
	size_t at = r->text.len;
	coop_buf_add(&r->text, path, strlen(path) + 1);
	if (!r->text.failed)
		r->path = at;
}

/* Adds a value; name and text are copied side by side. */
static void add(struct coop_record *r, enum coop_field field, const char *name,
	size_t name_len, const char *text, size_t len, struct coop_found place)
{
	struct coop_bytes value = coop_bytes_trimmed(text, len);
	if (value.len == 0)
		return;
	if (!coop_array_grow(&r->entries, &r->cap, r->count + 1, sizeof *r->entries)) {
		r->failed = true;
		return;
	}
	struct coop_record_entry e = {
		field, r->text.len, name_len, r->text.len + name_len, value.len, place};
	coop_buf_add(&r->text, name, name_len);
	coop_buf_add(&r->text, value.s, value.len);
	if (!r->text.failed)
		r->entries[r->count++] = e;
}

void coop_record_add(
	struct coop_record *r, enum coop_field field, const char *text, size_t len)
{
	add(r, field, "", 0, text, len, (struct coop_found){0});
}

void coop_record_add_named(struct coop_record *r, const char *name, size_t name_len,
	const char *text, size_t len)
{
	add(r, COOP_F_OTHER, name, name_len, text, len, (struct coop_found){0});
}

void coop_record_add_found(struct coop_record *r, enum coop_field field, const char *name,
	size_t name_len, const char *text, size_t len, struct coop_found place)
{
	add(r, field, name ? name : "", name_len, text, len, place);
}

void coop_record_add_all(struct coop_record *r, const struct coop_record *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct coop_value v = coop_record_at(from, i);
		if (v.field == COOP_F_OTHER)
			coop_record_add_named(r, v.name, v.name_len, v.text, v.len);
		else
			coop_record_add(r, v.field, v.text, v.len);
	}
	r->failed |= from->failed;
}

void coop_record_mark(struct coop_record *r, size_t i, unsigned confidence)
{
	r->entries[i].place.confidence = confidence;
}

/* Puts a piece of the record's text into NFC; a changed copy is appended to the text. */
static void compose(
	struct coop_record *r, size_t *at, size_t *len, struct coop_buf *scratch)
{
	const char *s = r->text.s + *at;
	if (coop_nfc_find(s, *len) == *len)
		return;
	coop_buf_reset(scratch);
	coop_nfc_add(s, *len, scratch);
	r->failed |= scratch->failed;
	if (scratch->failed || coop_bytes_equal(scratch->s, scratch->len, s, *len))
		return;
	*at = r->text.len;
	*len = scratch->len;
	coop_buf_add(&r->text, scratch->s, scratch->len);
}

void coop_record_compose(struct coop_record *r)
{
	struct coop_buf scratch = {0};
	size_t begin = strlen(coop_buf_cstr(&r->text)), n = r->text.len - begin;
	if (r->text.failed || coop_nfc_find(r->text.s + begin, n) == n)
		return; /* the usual case: one quick check of the whole text */
	for (size_t i = 0; i < r->count && !r->failed && !r->text.failed; i++) {
		struct coop_record_entry *e = &r->entries[i];
		if (e->field == COOP_F_OTHER)
			compose(r, &e->name, &e->name_len, &scratch);
		compose(r, &e->value, &e->len, &scratch);
	}
	coop_buf_release(&scratch);
}

enum coop_status coop_record_check(const struct coop_record *r, struct coop_error *err)
{
	return r->failed || r->text.failed ? coop_fail_nomem(err) : COOP_OK;
}

/* The number of the first value of a field; `count` when there is none. */
static size_t find_first(const struct coop_record *r, enum coop_field field)
{
	size_t i = 0;
	while (i < r->count && r->entries[i].field != field)
		i++;
	return i;
}

void coop_record_replace(
	struct coop_record *r, enum coop_field field, const char *text, size_t len)
{
	size_t i = find_first(r, field);
	if (i == r->count) {
		coop_record_add(r, field, text, len);
		return;
	}
	struct coop_bytes trimmed = coop_bytes_trimmed(text, len);
	/*
	 * the old value stays in the text, unused: records are short-lived, and seldom
	 * changed
	 */
	size_t value = r->text.len;
	coop_buf_add(&r->text, trimmed.s, trimmed.len);
	if (r->text.failed || trimmed.len == 0)
		return;
	r->entries[i].value = value;
	r->entries[i].len = trimmed.len;
	r->entries[i].place = (struct coop_found){0};
	if (field == COOP_F_ID)
		r->copy_len = 0;
}

void coop_record_set_copy(struct coop_record *r, const char *suffix, size_t len)
{
	size_t i = find_first(r, COOP_F_ID);
	if (i == r->count)
		return;
	struct coop_record_entry *e = &r->entries[i];
	size_t original = e->len - r->copy_len;
	char *to = coop_buf_reserve(&r->text, original + len);
	if (!to)
		return;
	memcpy(to, r->text.s + e->value, original);
	memcpy(to + original, suffix, len);
	e->value = r->text.len;
	e->len = original + len;
	r->text.len += e->len;
	r->copy_len = len;
}

bool coop_record_original_id(const struct coop_record *r, struct coop_value *id)
{
	coop_record_get(r, COOP_F_ID, id);
	id->len -= r->copy_len;
	return id->len > 0;
}

const char *coop_record_path(const struct coop_record *r)
{
	return coop_buf_cstr(&r->text) + r->path;
}

struct coop_value coop_record_at(const struct coop_record *r, size_t i)
{
	const struct coop_record_entry *e = &r->entries[i];
	struct coop_value v = {e->field, r->text.s + e->name, e->name_len,
		r->text.s + e->value, e->len, e->place};
	if (e->field != COOP_F_OTHER) {
		v.name = coop_field_info(e->field)->name;
		v.name_len = strlen(v.name);
	}
	return v;
}

bool coop_record_get(
	const struct coop_record *r, enum coop_field field, struct coop_value *value)
{
	for (size_t i = 0; i < r->count; i++) {
		if (r->entries[i].field == field) {
			*value = coop_record_at(r, i);
			return true;
		}
	}
	*value = (struct coop_value){.field = field, .name = "", .text = ""};
	return false;
}

size_t coop_record_size(const struct coop_record *r)
{
	size_t size = strlen(coop_record_path(r));
	for (size_t i = 0; i < r->count; i++)
		size += r->entries[i].name_len + r->entries[i].len;
	return size;
}

static void put_string(struct coop_buf *out, const char *s, size_t n)
{
	coop_buf_uint(out, n);
	coop_buf_add(out, s, n);
}

static void put_value(struct coop_buf *out, const struct coop_value *v)
{
	bool found = v->place.confidence > 0;
	coop_buf_uint(out, ((size_t)v->field + 1) << 1 | found);
	if (v->field == COOP_F_OTHER)
		put_string(out, v->name, v->name_len);
	put_string(out, v->text, v->len);
	if (found)
		coop_buf_byte(out, (char)v->place.confidence);
}

enum coop_status coop_record_pack(
	const struct coop_record *r, struct coop_buf *out, struct coop_error *err)
{
	const char *path = coop_record_path(r), *suffix = "";
	size_t copy_len = r->copy_len;
	coop_buf_byte(out, COOP_RECORD_VERSION);
	put_string(out, path, strlen(path));
	coop_buf_uint(out, r->line << 1 | r->name_only);
	for (size_t i = 0; i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		if (v.field == COOP_F_ID && copy_len > 0) {
			v.len -= copy_len;
			suffix = v.text + v.len;
			copy_len = 0;
		}
		put_value(out, &v);
	}
	coop_buf_uint(out, 0);
	coop_buf_uint(out, r->length);
	coop_buf_add(out, suffix, r->copy_len);
	return coop_buf_check(out, err);
}

size_t coop_record_content(const struct coop_record *r, size_t len)
{
	size_t behind = 1 + r->copy_len;
	for (size_t n = r->length; n >= 0x80; n >>= 7)
		behind++;
	return len - behind;
}

/* The unread rest of a packed record; `bad` is set when it is too short. */
struct cursor {
	const char *s;
	size_t n;
	bool bad;
};

/* Reads a uint; 0, and `bad`, when it does not end or does not fit. */
static size_t get_uint(struct cursor *c)
{
	const unsigned char *s = (const unsigned char *)c->s, *end = s + c->n;
	uint64_t value;
	if (!coop_get_uint(&s, end, &value)) {
		c->bad = true;
		return 0;
	}
	c->s = (const char *)s;
	c->n = (size_t)(end - s);
	return (size_t)value;
}

/*
 * Reads a string, which is not copied; empty, and `bad`, when it is longer than the rest.
 */
static const char *get_string(struct cursor *c, size_t *n)
{
	*n = get_uint(c);
	if (*n > c->n) {
		c->bad = true;
		*n = 0;
	}
	const char *s = c->s;
	c->s += *n;
	c->n -= *n;
	return s;
}

/* Reads the confidence of a value that was found. */
static unsigned get_confidence(struct cursor *c)
{
	unsigned confidence = c->n > 0 ? (unsigned char)*c->s : 0;
	if (confidence == 0 || confidence > 100) {
		c->bad = true;
		return 0;
	}
	c->s++;
	c->n--;
	return confidence;
}

/* Adds the next value of a packed record, which begins with `head`, to another record. */
static void get_value(struct cursor *c, size_t head, struct coop_record *r)
{
	size_t field = (head >> 1) - 1, name_len = 0, text_len;
	const char *name = field == COOP_F_OTHER ? get_string(c, &name_len) : "";
	const char *text = get_string(c, &text_len);
	struct coop_found place = {0};
	if (head & 1)
		place.confidence = get_confidence(c);
	c->bad |= field >= COOP_FIELD_COUNT;
	if (!c->bad)
		add(r, (enum coop_field)field, name, name_len, text, text_len, place);
}

/* Reads the suffix of a copy, which is all that is left. */
static void get_copy(struct cursor *c, struct coop_record *r)
{
	enum { DIGITS_MAX = 10 };
	if (c->n == 0)
		return;
	bool good = c->n >= 2 && c->n <= 1 + DIGITS_MAX && c->s[0] == '~';
	for (size_t i = 1; good && i < c->n; i++)
		good = c->s[i] >= '0' && c->s[i] <= '9';
	if (good)
		coop_record_set_copy(r, c->s, c->n);
	/* or there is no id, unless memory ran out */
	c->bad = r->copy_len == 0 && !r->failed && !r->text.failed;
}

enum coop_status coop_record_unpack(
	struct coop_record *r, const char *data, size_t len, struct coop_error *err)
{
	struct cursor c = {data, len, len == 0 || *data != COOP_RECORD_VERSION};
	size_t path_len = 0, head;
	if (!c.bad) {
		c.s++;
		c.n--;
		const char *path = get_string(&c, &path_len);
		size_t line = get_uint(&c);
		reset(r, path, path_len, line >> 1);
		r->name_only = line & 1;
	}
	while (!c.bad && (head = get_uint(&c)) != 0)
		get_value(&c, head, r);
	if (!c.bad)
		r->length = get_uint(&c);
	if (!c.bad)
		get_copy(&c, r);
	if (c.bad) {
		coop_record_reset(r, "", 0);
		return coop_fail(err, COOP_E_CORRUPT, "%s",
			TR("a stored notice is damaged",
				"une notice enregistrée est abîmée"));
	}
	return coop_record_check(r, err);
}
