#include "indexer/notice/front.h"

#include <string.h>

#include "indexer/decode/divided.h"
#include "indexer/notice/contact.h"
#include "indexer/notice/cues.h"

/* A key and its value so far. */
struct entry {
	struct found *f;
	struct span key;
	enum coop_field field;
	struct span where;     /* of the value; empty before its first line */
	struct coop_buf value; /* its lines joined by blanks, or its items by commas */
	size_t items;          /* of a list */
};

bool front_take(struct span *text, struct span *front)
{
	struct span rest = *text, line;
	if (!span_take_line(&rest, &line) || line.n != 3 || memcmp(line.s, "---", 3) != 0)
		return false;
	const char *begin = rest.s;
	for (;;) {
		const char *end = rest.s;
		if (!span_take_line(&rest, &line))
			return false;
		if (line.n != 3 ||
			(memcmp(line.s, "---", 3) != 0 && memcmp(line.s, "...", 3) != 0))
			continue;
		*front = (struct span){begin, (size_t)(end - begin)};
		*text = rest;
		return true;
	}
}

/* A value without the quotes around it. */
static struct span unquoted(struct span l)
{
	bool quoted = l.n >= 2 && (*l.s == '"' || *l.s == '\'') && l.s[l.n - 1] == *l.s;
	return quoted ? (struct span){l.s + 1, l.n - 2} : l;
}

/*
 * Adds a line of a value, or an item of a list. A town and the like is not part of a producer here,
 * so its words must be indexed: it gets no place (record.h).
 */
static void add_line(struct entry *e, struct span line)
{
	struct span l = unquoted(line);
	unsigned flags = coop_field_info(e->field)->flags;
	if (l.n == 0)
		return;
	if (flags & COOP_FIELD_PART) {
		coop_record_add(e->f->rec, e->field, l.s, l.n);
	} else if (flags & COOP_FIELD_LINES) {
		found_add(e->f, e->field, l, SURE);
		contact_add(e->f, l, true);
	} else {
		if (e->items > 0) {
			coop_buf_str(&e->value, e->value.len > 0 ? ", " : "");
			coop_buf_add(&e->value, l.s, l.n);
		} else {
			divided_add_line(&e->value, l.s, l.n, " ");
		}
		e->where = e->where.n > 0 ? span_join(e->where, l) : l;
	}
}

/* Adds the items of "[a, b]". */
static void add_items(struct entry *e, struct span l)
{
	while (l.n > 0) {
		bool quoted = *l.s == '"' || *l.s == '\'';
		const char *close = quoted ? memchr(l.s + 1, *l.s, l.n - 1) : NULL;
		size_t from = close ? (size_t)(close - l.s) : 0;
		const char *comma = memchr(l.s + from, ',', l.n - from);
		size_t n = comma ? (size_t)(comma - l.s) : l.n;
		add_line(e, span_trim((struct span){l.s, n}));
		e->items++;
		l = comma ? span_from(l, n + 1) : (struct span){l.s + n, 0};
	}
}

/* Adds a value on the line of its key. */
static void add_value(struct entry *e, struct span l)
{
	if (l.n >= 2 && *l.s == '[' && l.s[l.n - 1] == ']')
		add_items(e, span_trim((struct span){l.s + 1, l.n - 2}));
	else if (l.n > 2 || !strchr("|>", l.n > 0 ? *l.s : '|')) /* else lines follow */
		add_line(e, l);
}

/* Adds the complete value to the record, if there is one. */
static void end_entry(struct entry *e)
{
	struct span text = {coop_buf_cstr(&e->value), e->value.len};
	if (e->field == COOP_F_OTHER)
		found_add_named(e->f, e->key, text, e->where, SURE);
	else if (e->field == COOP_F_MINUTES && text.n == e->where.n)
		found_add_minutes(e->f, e->where, SURE);
	else
		found_add_text(e->f, e->field, text.s, text.n, e->where, SURE);
	e->f->rec->failed |= e->value.failed;
	coop_buf_reset(&e->value);
	e->where.n = e->items = 0;
}

/* Begins the value of a key. */
static void begin_entry(struct entry *e, struct span key, struct span value)
{
	end_entry(e);
	e->key = key;
	e->field = cue_label(key, &e->f->folded);
	add_value(e, value);
}

/* Splits "key: value"; a colon inside a word is none. */
static bool split_key(struct span line, struct span *key, struct span *value)
{
	enum { KEY_MAX = 60 };
	const char *colon = memchr(line.s, ':', line.n < KEY_MAX ? line.n : KEY_MAX);
	size_t n = colon ? (size_t)(colon - line.s) : 0;
	if (n == 0 || (n + 1 < line.n && !span_blank(colon + 1, line.n - n - 1)))
		return false;
	*key = unquoted(span_trim((struct span){line.s, n}));
	*value = span_from(line, n + 1);
	return key->n > 0;
}

/* Whether a line is an item of a list. */
static bool is_item(struct span line)
{
	return *line.s == '-' && (line.n == 1 || span_blank(line.s + 1, line.n - 1));
}

void front_add(struct found *f, struct span front)
{
	struct entry e = {.f = f, .key = {front.s, 0}, .field = COOP_F_OTHER};
	e.where = e.key;
	struct span line, key, value;
	while (front.n > 0) {
		bool indented = span_blank(front.s, front.n) > 0;
		if (!span_take_line(&front, &line) || line.n == 0 || *line.s == '#')
			continue;
		if (is_item(line)) {
			add_line(&e, span_from(line, 1));
			e.items++;
		} else if (!indented && split_key(line, &key, &value)) {
			begin_entry(&e, key, value);
		} else {
			add_line(&e, line);
		}
	}
	end_entry(&e);
	coop_buf_release(&e.value);
}
