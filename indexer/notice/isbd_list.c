#include "indexer/notice/isbd_list.h"

#include <string.h>

#include "indexer/notice/isbd_areas.h"
#include "indexer/notice/label.h"

enum {
	HEADING_LONGEST = 60, /* bytes */
	PROSE_UNITS = 50      /* paragraphs without a description: there is none */
};

/* What stands between empty lines, or is a line of a list without these. */
struct unit {
	struct span text;
	size_t line; /* its first line, from 1 */
	enum isbd_weight weight;
	bool heading; /* a short line that is nothing else */
	bool free;    /* a heading, or labelled: goes with any list */
};

struct units {
	struct span rest;
	size_t line; /* of `rest` */
	struct coop_buf *folded, joined;
};

static enum isbd_weight weigh(struct units *u, struct span text)
{
	if (text.n > ISBD_MAX)
		return ISBD_NONE;
	coop_buf_reset(&u->joined);
	isbd_join(text, u->folded, &u->joined);
	return u->joined.failed ? ISBD_NONE
				: isbd_weigh((struct span){coop_buf_cstr(&u->joined),
						     u->joined.len},
					  u->folded);
}

/* Whether a line begins a description right below another one: it has a number, or a title and more. */
static bool begins_next(struct units *u, struct span above, struct span line)
{
	static const char slash[] = " / ";
	bool begins = isbd_number(line) > 0 ||
		      (memmem(line.s, line.n, slash, sizeof slash - 1) &&
			      weigh(u, line) != ISBD_NONE);
	return begins && weigh(u, above) != ISBD_NONE;
}

static void classify(struct units *u, struct unit *unit)
{
	struct span l = unit->text;
	struct header h;
	bool one = !memchr(l.s, '\n', l.n);
	unit->weight = weigh(u, l);
	bool labelled = one && label_find(l, false, u->folded, &h);
	unit->heading = unit->weight == ISBD_NONE && one && !labelled &&
			l.n <= HEADING_LONGEST && !strchr(".;,!?)", l.s[l.n - 1]);
	unit->free = unit->heading || labelled;
}

static bool next_unit(struct units *u, struct unit *unit)
{
	enum {
		TRIES = 16
	}; /* a unit is weighed anew no more often, whatever its lines */
	struct span line;
	size_t tries = 0;
	unit->text.n = 0;
	for (;;) {
		struct units here = *u;
		if (!span_take_line(&u->rest, &line))
			break;
		u->line++;
		bool blank = line.n == 0 || span_is_rule(line);
		if (blank && unit->text.n > 0)
			break;
		if (blank)
			continue;
		if (unit->text.n == 0) {
			unit->text = line;
			unit->line = here.line;
			continue;
		}
		if (tries < TRIES && unit->text.n <= ISBD_MAX) {
			tries++;
			if (begins_next(u, unit->text, line)) {
				u->rest = here.rest;
				u->line = here.line;
				break;
			}
		}
		unit->text = span_join(unit->text, line);
	}
	if (unit->text.n > 0)
		classify(u, unit);
	return unit->text.n > 0;
}

/* Whether a text has a dash that may stand between areas: most texts have none. */
static bool may_be(struct span text)
{
	static const char *const dashes[] = {
		". - ", ".- ", ". \u2013 ", ". \u2014 ", ".\u2013 ", ".\u2014 ", NULL};
	for (size_t i = 0; text.n > 0 && dashes[i]; i++)
		if (memmem(text.s, text.n, dashes[i], strlen(dashes[i])))
			return true;
	return false;
}

static struct units units_of(struct span text, struct coop_buf *scratch)
{
	return (struct units){.rest = text, .line = 1, .folded = scratch};
}

static bool is_list(struct span text, const stop_flag *stop, struct coop_buf *scratch)
{
	size_t found = 0, sure = 0, others = 0, before = 0;
	struct units u = units_of(text, scratch);
	struct unit unit;
	while (!stop_wanted(stop) && (found > 0 || others < PROSE_UNITS) &&
		next_unit(&u, &unit)) {
		found += unit.weight != ISBD_NONE;
		sure += unit.weight == ISBD_SURE;
		others += unit.weight == ISBD_NONE && !unit.free;
		before = found > 0 ? before : others;
	}
	coop_buf_release(&u.joined);
	if (found > 1)
		return others <= (before == 0 ? 2 * found : found);
	return sure == 1 && others <= 2 && before == 0;
}

/* The parts of a list, being made. */
struct list {
	struct outline *out;
	struct span heading; /* of the descriptions that follow */
	const char *end;     /* of the last unit that belongs to a part */
	struct unit waiting; /* a heading, unless more text follows */
};

/* Ends the last part where its last unit ends. */
static void end_part(struct list *l)
{
	struct outline *o = l->out;
	if (o->count > 0 && l->end)
		o->parts[o->count - 1].text.n =
			(size_t)(l->end - o->parts[o->count - 1].text.s);
}

static const char *end_of(struct span s)
{
	return s.s + s.n;
}

static void add_unit(struct list *l, const struct unit *unit)
{
	if (unit->weight == ISBD_NONE && unit->heading) {
		/* of two headings in a row the first belongs to the notice above */
		if (l->waiting.text.n > 0 && l->out->count > 0)
			l->end = end_of(l->waiting.text);
		l->waiting = *unit;
		return;
	}
	if (unit->weight != ISBD_NONE) {
		end_part(l);
		if (l->waiting.text.n > 0)
			l->heading = l->waiting.text;
		outline_add(l->out, &(struct outline_part){.text = unit->text,
					    .line = unit->line,
					    .heading = l->heading,
					    .form = OUTLINE_ISBD});
	} else if (l->out->count == 0) {
		/* what precedes the list is a text */
		outline_add(l->out, &(struct outline_part){.text = unit->text,
					    .line = unit->line,
					    .form = OUTLINE_TEXT});
	}
	l->waiting.text.n = 0;
	l->end = end_of(unit->text);
}

bool isbd_list_find(struct span text, const stop_flag *stop, struct coop_buf *scratch,
	struct outline *out)
{
	struct list l = {.out = out, .heading = {text.s, 0}, .waiting.text = {text.s, 0}};
	struct unit unit;
	if (!may_be(text) || !is_list(text, stop, scratch))
		return false;
	struct units u = units_of(text, scratch);
	while (!stop_wanted(stop) && !out->failed && next_unit(&u, &unit))
		add_unit(&l, &unit);
	if (l.waiting.text.n > 0)
		l.end = end_of(l.waiting.text);
	end_part(&l);
	coop_buf_release(&u.joined);
	return true;
}
