#include "indexer/convert/xml_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/convert/xml_named.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"

enum {
	SAMPLE = 4 << 20, /* bytes */
	PATHS_MAX = 1024,
	GROUP = 4 /* elements with as many others in them, on average, are groups of these */
};

/* The sample being taken. */
struct sampling {
	struct xml_sample *s;
	struct xml_events *e;
	uint32_t open[XML_DEPTH_MAX];                 /* paths */
	char named[XML_DEPTH_MAX][XML_NAMED_MAX + 1]; /* what attributes call them; "" */
	size_t depth;
	struct coop_buf scratch;
	bool failed;
};

void xml_sample_release(struct xml_sample *s)
{
	coop_strmap_free(s->names);
	free(s->paths);
	*s = (struct xml_sample){0};
}

static size_t make_key(uint32_t above, const char *name, char *to, size_t room)
{
	size_t n = strnlen(name, room - COOP_LE32_SIZE);
	to = coop_put_le32(to, above);
	for (size_t i = 0; i < n; i++)
		to[i] = name[i];
	return n + COOP_LE32_SIZE;
}

enum { KEY_MAX = 300 };

uint32_t xml_sample_find(const struct xml_sample *s, uint32_t above, const char *name)
{
	char key[KEY_MAX];
	uint32_t number;
	size_t n = make_key(above, name, key, sizeof key);
	return coop_strmap_find(s->names, key, n, &number) ? number : XML_NO_PATH;
}

/* Looks up what a name means as a heading. */
static void look_up(struct sampling *t, struct xml_path *path, const char *name)
{
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	size_t n = coop_heading_fields(name, strlen(name), &t->scratch, found);
	path->known = n > 0 && found[0].rank < COOP_HEADING_SECOND;
	path->title = path->known && found[0].field == COOP_F_TITLE;
}

/* The number of a path, new or known; XML_NO_PATH when there are too many. */
static uint32_t intern(struct sampling *t, uint32_t above, const char *name, bool given)
{
	char key[KEY_MAX];
	uint32_t number;
	bool added;
	struct xml_sample *s = t->s;
	size_t n = make_key(above, name, key, sizeof key);
	if (coop_strmap_count(s->names) >= PATHS_MAX) {
		s->full = true;
		return xml_sample_find(s, above, name);
	}
	if (coop_strmap_intern(s->names, key, n, &number, &added, NULL) ||
		!coop_array_grow(&s->paths, &s->cap, number + 1, sizeof *s->paths)) {
		t->failed = true;
		return XML_NO_PATH;
	}
	if (added) {
		s->paths[number] = (struct xml_path){.above = above,
			.given = given,
			.depth = above == XML_NO_PATH ? 1 : s->paths[above].depth + 1};
		look_up(t, &s->paths[number], given ? name + 1 : name);
	}
	return number;
}

static struct xml_path *path_at(struct sampling *t, size_t depth)
{
	bool known = depth > 0 && t->open[depth - 1] != XML_NO_PATH;
	return known ? &t->s->paths[t->open[depth - 1]] : NULL;
}

static void add_weight(struct sampling *t, size_t n)
{
	for (size_t depth = t->depth; depth > 0; depth--) {
		struct xml_path *path = path_at(t, depth);
		if (path)
			path->weight += n;
	}
}

/*
 * Notes that an attribute names the element that was begun: its name, after that of the element above if
 * that has one, belongs to the innermost element around that has none.
 */
static void note_named(struct sampling *t)
{
	char name[2 * XML_NAMED_MAX + 3];
	size_t owner = t->depth - 1;
	const char *above = owner > 0 ? t->named[owner - 1] : "";
	snprintf(name, sizeof name, "=%s%s%s", above, *above ? " " : "",
		t->named[t->depth - 1]);
	while (owner > 0 && *t->named[owner - 1])
		owner--;
	uint32_t path = owner > 0 ? t->open[owner - 1] : XML_NO_PATH;
	if (path != XML_NO_PATH && (path = intern(t, path, name, true)) != XML_NO_PATH)
		t->s->paths[path].count++;
}

static void note_attribute(struct sampling *t, const char *name, size_t weight)
{
	char given[KEY_MAX];
	uint32_t path = t->open[t->depth - 1];
	snprintf(given, sizeof given, "@%s", name);
	add_weight(t, weight);
	if (path == XML_NO_PATH || intern(t, path, given, true) == XML_NO_PATH)
		return;
	t->s->paths[path].attributes = true;
}

static void sample_start(struct sampling *t)
{
	const char *name, *value;
	uint32_t above = t->depth > 0 ? t->open[t->depth - 1] : XML_NO_PATH;
	bool lost = t->depth > 0 && above == XML_NO_PATH;
	struct xml_path *holder = path_at(t, t->depth);
	if (holder)
		holder->elements = true;
	t->open[t->depth] =
		lost ? XML_NO_PATH : intern(t, above, xml_events_name(t->e), false);
	t->named[t->depth][0] = '\0';
	for (size_t i = 0; xml_events_attribute(t->e, i, &name, &value); i++)
		if (!t->named[t->depth][0] && xml_named_by(name) &&
			strlen(value) <= XML_NAMED_MAX)
			memcpy(t->named[t->depth], value, strlen(value) + 1);
	t->depth++;
	struct xml_path *path = path_at(t, t->depth);
	if (path)
		path->count++;
	for (size_t i = 0; xml_events_attribute(t->e, i, &name, &value); i++)
		note_attribute(t, name, strlen(value));
	if (t->named[t->depth - 1][0])
		note_named(t);
}

static void sample_text(struct sampling *t)
{
	struct coop_bytes text = xml_events_text(t->e);
	struct xml_path *path = path_at(t, t->depth);
	text = coop_bytes_trimmed(text.s, text.len);
	if (text.len == 0 || !path)
		return;
	path->text = true;
	add_weight(t, text.len);
}

/* ---- the choice ---- */

/* Whether a path is in another. */
static bool is_within(const struct xml_sample *s, uint32_t path, uint32_t outer)
{
	while (s->paths[path].above != XML_NO_PATH && path != outer)
		path = s->paths[path].above;
	return path == outer;
}

/* Whether elements may be records: they hold something, but no text themselves. */
static bool holds_columns(const struct xml_path *p)
{
	return !p->given && !p->text && (p->elements || p->attributes);
}

/* Whether a path is in another, and is not there several times for being in one that repeats. */
static bool is_once_within(const struct xml_sample *s, uint32_t path, uint32_t outer)
{
	do
		path = s->paths[path].above;
	while (path != XML_NO_PATH && path != outer &&
		s->paths[path].count <= s->paths[outer].count);
	return path == outer;
}

/* Whether elements hold a title and another field, under names that mean these. */
static bool is_titled(const struct xml_sample *s, uint32_t path, size_t count)
{
	size_t known = 0;
	bool title = false;
	for (uint32_t i = path + 1; i < count; i++) {
		const struct xml_path *p = &s->paths[i];
		bool holder = !p->given && p->elements && !p->text;
		if (!p->known || holder || !is_once_within(s, i, path))
			continue;
		known += p->known;
		title |= p->title;
	}
	return title && known > 1;
}

static bool repeats(const struct xml_sample *s, uint32_t path)
{
	const struct xml_path *p = &s->paths[path];
	size_t above = p->above == XML_NO_PATH ? p->count : s->paths[p->above].count;
	return p->count > 1 && p->count > above;
}

/* Whether an element holds many of another that may be records, of the same worth. */
static bool is_group(const struct xml_sample *s, uint32_t path,
	const unsigned char *worth, size_t count)
{
	for (uint32_t i = path + 1; i < count; i++)
		if (worth[i] >= worth[path] && repeats(s, i) && is_within(s, i, path) &&
			s->paths[i].count > GROUP * s->paths[path].count)
			return true;
	return false;
}

/* Whether the elements in records are running text: many of them hold text beside other elements. */
static bool is_prose(const struct xml_sample *s, size_t count)
{
	size_t mixed = 0, plain = 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct xml_path *p = &s->paths[i];
		if (!is_within(s, i, s->chosen) || !p->text)
			continue;
		mixed += p->elements ? p->count : 0;
		plain += p->elements ? 0 : p->count;
	}
	return mixed * 5 > mixed + plain;
}

/*
 * Chooses the records: the heaviest path of the most worth, of equals the innermost. Worth most are those that repeat and have a
 * title, then one alone with a title, then those that repeat.
 */
static void choose(struct xml_sample *s)
{
	enum { NONE, REPEATED, TITLED, TITLED_REPEATED };
	unsigned char worth[PATHS_MAX] = {NONE};
	size_t count = coop_strmap_count(s->names);
	for (uint32_t i = 0; i < count; i++) {
		bool titled = holds_columns(&s->paths[i]) && is_titled(s, i, count);
		bool repeated = holds_columns(&s->paths[i]) && repeats(s, i);
		worth[i] = (unsigned char)(titled * TITLED + repeated * REPEATED);
	}
	for (uint32_t i = 0; i < count; i++) {
		bool better = !s->record || worth[i] > worth[s->chosen] ||
			      (worth[i] == worth[s->chosen] &&
				      s->paths[i].weight >= s->paths[s->chosen].weight);
		if (worth[i] == NONE || !better || is_group(s, i, worth, count))
			continue;
		s->chosen = i;
		s->record = true;
	}
	if (s->record && worth[s->chosen] == REPEATED && is_prose(s, count))
		s->record = false;
}

enum conversion_failure xml_sample_take(struct xml_sample *s, struct xml_events *e)
{
	struct sampling *t = calloc(1, sizeof *t);
	*s = (struct xml_sample){0};
	if (!t || coop_strmap_new(&s->names, NULL)) {
		free(t);
		return CONVERSION_MEMORY;
	}
	t->s = s;
	t->e = e;
	xml_events_keep(e);
	for (enum xml_event event = XML_EVENT_START;
		event != XML_EVENT_EOF && !t->failed && xml_events_seen(e) < SAMPLE;) {
		event = xml_events_next(e);
		if (event == XML_EVENT_START)
			sample_start(t);
		else if (event == XML_EVENT_TEXT)
			sample_text(t);
		else if (event == XML_EVENT_END)
			t->depth--;
	}
	bool failed = t->failed || t->scratch.failed;
	coop_buf_release(&t->scratch);
	free(t);
	enum conversion_failure failure = xml_events_failure(e);
	if (!failure && failed)
		failure = CONVERSION_MEMORY;
	if (!failure)
		choose(s);
	xml_events_rewind(e);
	return failure;
}
