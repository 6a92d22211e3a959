#include "query/lasting/citation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/cli/program.h"
#include "shared/index/layout.h"
#include "shared/index/record_json.h"

void citation_release(struct citation *c)
{
	asked_release(&c->asked);
	coop_buf_release(&c->fingerprint);
	coop_buf_release(&c->version);
	coop_buf_release(&c->parsed);
	coop_buf_release(&c->analysis);
	hits_release(&c->hits);
}

/* ---- the index ---- */

/* Whether a stub names the generation that is open. */
static bool is_open(const struct coop_stub *stub, const struct coop_snapshot *s)
{
	struct coop_buf text = {0};
	coop_manifest_print(&s->manifest, &text);
	bool same = !text.failed &&
		    stub->checksums == coop_reader_checksums(s->base.reader) &&
		    stub->manifest == coop_manifest_crc(coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
	return same;
}

static enum coop_status print_fingerprint(struct citation *c,
	const struct coop_snapshot *s, int generation, const char *path,
	struct coop_error *err)
{
	struct coop_fingerprint *f = NULL;
	char text[COOP_FINGERPRINT_TEXT];
	enum coop_status st = coop_fingerprint_new(s, &f, err);
	if (!st)
		st = coop_fingerprint_add_all(f, generation, path, err);
	if (!st) {
		coop_fingerprint_print(f, text);
		coop_buf_printf(
			&c->fingerprint, "%s%s", c->fingerprint.len > 0 ? " " : "", text);
		st = coop_buf_check(&c->fingerprint, err);
	}
	coop_fingerprint_free(f);
	return st;
}

/*
 * Reads the table of sources beside the generation of an index that is open, in its folder: `*found` is
 * false when another one serves by now.
 */
static enum coop_status find_fingerprint(struct citation *c, const char *dir,
	const struct coop_snapshot *snapshot, bool *found, struct coop_error *err)
{
	struct coop_stub stub = {.number = 0};
	struct coop_buf path = {0};
	int folder, generation = -1;
	*found = false;
	enum coop_status st = coop_index_open_folder(dir, &folder, err);
	if (!st)
		st = coop_stub_read(folder, dir, &stub, err);
	if (!st)
		*found = is_open(&stub, snapshot);
	if (*found)
		st = coop_generation_open_named(
			folder, dir, stub.number, &generation, &path, err);
	if (!st && *found)
		st = print_fingerprint(c, snapshot, generation, path.s, err);
	if (generation >= 0)
		close(generation);
	if (folder >= 0)
		close(folder);
	coop_buf_release(&path);
	return st;
}

/* Whether all indexes that are open tell their sources. */
static bool tell_sources(const struct coop_collection *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (!all->snapshots[i]->manifest.parts[COOP_PART_SOURCES].there)
			return false;
	return true;
}

/* Adds the fingerprints of all indexes, which are opened anew where one has changed. */
static enum coop_status add_fingerprints(
	struct citation *c, struct session *s, struct coop_error *err)
{
	enum { TRIES = 30 };
	enum coop_status st = COOP_OK;
	bool found = false;
	for (int tries = 0; !st && !found && tries < TRIES; tries++) {
		const struct coop_collection *all = search_collection(s->search);
		coop_buf_reset(&c->fingerprint);
		if (!tell_sources(all))
			return COOP_OK;
		found = true;
		for (size_t i = 0; !st && found && i < all->count; i++)
			st = find_fingerprint(
				c, s->indexes[i].dir.s, all->snapshots[i], &found, err);
		if (!st && !found)
			st = session_reopen(s, err);
	}
	if (!found)
		coop_buf_reset(&c->fingerprint);
	return st;
}

enum coop_status citation_describe(
	struct citation *c, struct session *s, struct coop_error *err)
{
	coop_buf_str(&c->version, COOP_VERSION);
	enum coop_status st = coop_buf_check(&c->version, err);
	if (!st)
		st = moment_now(c->date, err);
	if (!st)
		st = add_fingerprints(c, s, err);
	if (!st)
		st = coop_analyzer_fingerprint(s->analyzer, &c->analysis, err);
	if (!st)
		c->notices = search_collection(s->search)->documents;
	return st;
}

/* ---- writing ---- */

static json_t *hit_to_json(const struct hits *h, size_t i)
{
	char content[17], stored[17];
	const char *id = hits_id(h, i);
	snprintf(content, sizeof content, "%016" PRIx64, h->at[i].content);
	snprintf(stored, sizeof stored, "%016" PRIx64, h->at[i].stored);
	return json_pack("[o,s,s]", coop_json_string(id, strlen(id)), content, stored);
}

static json_t *hits_to_json(const struct hits *h)
{
	json_t *array = json_array();
	for (size_t i = 0; array && i < h->count; i++)
		if (json_array_append_new(array, hit_to_json(h, i)) != 0) {
			json_decref(array);
			array = NULL;
		}
	return array;
}

static json_t *text_to_json(const struct coop_buf *text)
{
	return coop_json_string(coop_buf_cstr(text), text->len);
}

json_t *citation_to_json(const struct citation *c, bool all)
{
	json_t *object = json_object();
	int bad = !object || asked_to_json(&c->asked, object);
	bad = bad || json_object_set_new(object, "date", json_string(c->date)) ||
	      json_object_set_new(object, "coopq", text_to_json(&c->version)) ||
	      json_object_set_new(object, "parsed", text_to_json(&c->parsed)) ||
	      json_object_set_new(
		      object, "notices", json_integer((json_int_t)c->notices)) ||
	      json_object_set_new(object, "fingerprint",
		      c->fingerprint.len > 0 ? text_to_json(&c->fingerprint)
					     : json_null()) ||
	      json_object_set_new(object, "analysis", text_to_json(&c->analysis)) ||
	      json_object_set_new(object, "count", json_integer((json_int_t)c->count)) ||
	      json_object_set_new(object, "digest", json_string(c->digest));
	if (!bad && (all || c->hits.count <= CITATION_HITS))
		bad = json_object_set_new(object, "hits", hits_to_json(&c->hits));
	if (bad) {
		json_decref(object);
		return NULL;
	}
	return object;
}

/* ---- reading ---- */

/* A file, while its members are read; the first failure stays in `st`. */
struct members {
	const json_t *object;
	const char *path;
	struct coop_error *err;
	enum coop_status st;
};

static void refuse(struct members *m, const char *key)
{
	if (!m->st)
		m->st = asked_fail(m->path, key, m->err);
}

static void take_text(struct members *m, const char *key, struct coop_buf *out)
{
	const json_t *value = json_object_get(m->object, key);
	if (m->st)
		return;
	if (!json_is_string(value)) {
		refuse(m, key);
		return;
	}
	coop_buf_add(out, json_string_value(value), json_string_length(value));
	m->st = coop_buf_check(out, m->err);
}

static void take_count(struct members *m, const char *key, uint64_t *out)
{
	const json_t *value = json_object_get(m->object, key);
	if (json_is_integer(value) && json_integer_value(value) >= 0)
		*out = (uint64_t)json_integer_value(value);
	else
		refuse(m, key);
}

/* Hexadecimal digits, exactly as many as fit with a NUL. */
static bool take_hex(const json_t *value, char *out, size_t size)
{
	const char *s = json_string_value(value);
	if (!s || strlen(s) != size - 1 || strspn(s, "0123456789abcdef") != size - 1)
		return false;
	memcpy(out, s, size);
	return true;
}

/* Fingerprints with blanks between them, or null. */
static void take_fingerprints(struct members *m, const char *key, struct coop_buf *out)
{
	enum { DIGITS = COOP_FINGERPRINT_TEXT - 1 };
	const json_t *value = json_object_get(m->object, key);
	if (json_is_null(value))
		return;
	take_text(m, key, out);
	bool good = out->len % (DIGITS + 1) == DIGITS;
	for (size_t i = 0; good && i < out->len; i += DIGITS + 1) {
		char end = out->s[i + DIGITS];
		good = strspn(out->s + i, "0123456789abcdef") == DIGITS &&
		       (end == ' ' || end == '\0');
	}
	if (!good)
		refuse(m, key);
}

static void take_named_hex(struct members *m, const char *key, char *out, size_t size)
{
	if (!take_hex(json_object_get(m->object, key), out, size))
		refuse(m, key);
}

static bool take_hash(const json_t *value, uint64_t *out)
{
	char hex[17];
	if (!take_hex(value, hex, sizeof hex))
		return false;
	*out = strtoull(hex, NULL, 16);
	return true;
}

static void take_hits(struct members *m, struct citation *c)
{
	const json_t *array = json_object_get(m->object, "hits"), *value;
	size_t i;
	c->listed = array != NULL;
	if (array && !json_is_array(array))
		refuse(m, "hits");
	json_array_foreach(array, i, value)
	{
		const json_t *id = json_array_get(value, 0);
		uint64_t content = 0, stored = 0;
		if (!json_is_string(id) ||
			!take_hash(json_array_get(value, 1), &content) ||
			!take_hash(json_array_get(value, 2), &stored))
			refuse(m, "hits");
		if (m->st)
			return;
		m->st = hits_add(&c->hits, json_string_value(id), json_string_length(id),
			content, stored, m->err);
	}
	if (c->listed && c->hits.count != c->count)
		refuse(m, "count");
}

static void take_date(struct members *m, struct citation *c)
{
	const char *date = json_string_value(json_object_get(m->object, "date"));
	if (date && moment_is_one(date))
		memcpy(c->date, date, MOMENT_TEXT);
	else
		refuse(m, "date");
}

enum coop_status citation_parse(struct citation *c, const char *path,
	const struct coop_buf *text, struct coop_error *err)
{
	json_t *object = NULL;
	struct members m = {.path = path, .err = err};
	m.st = asked_parse(&c->asked, path, text, &object, err);
	m.object = object;
	if (!m.st) {
		take_date(&m, c);
		take_text(&m, "coopq", &c->version);
		take_text(&m, "parsed", &c->parsed);
		take_text(&m, "analysis", &c->analysis);
		take_count(&m, "notices", &c->notices);
		take_count(&m, "count", &c->count);
		take_named_hex(&m, "digest", c->digest, sizeof c->digest);
		take_fingerprints(&m, "fingerprint", &c->fingerprint);
		take_hits(&m, c);
	}
	json_decref(object);
	return m.st;
}
