#include "indexer/notice/outline.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/notice/header.h"
#include "indexer/notice/headings.h"
#include "indexer/notice/label.h"
#include "indexer/notice/message.h"
#include "indexer/notice/subtitles.h"

enum {
	WEIGHT_FIRST =
		2, /* the least header_weight() of a notice at the start of a text */
	WEIGHT_SURE = 3, /* the same anywhere else */
	PROSE_MIN = 60   /* bytes; a shorter line above a notice is a menu or a heading */
};

/* A line where a notice may begin. */
struct mark {
	const char *at; /* NULL: none */
	size_t line;
};

/* A notice in progress, which may turn out to be none. */
struct begun {
	struct mark mark;
	bool labelled;
	bool first; /* nothing precedes it */
	unsigned weight;
	unsigned long fields; /* the fields of its labels, 1 << field */
};

/* The lines that follow a label without a value on its line. */
enum awaited {
	NO_VALUE,
	ONE_VALUE, /* the next line is the value */
	LIST       /* so are all lines up to an empty one */
};

struct scan {
	struct outline *out;
	struct span text;
	struct coop_buf folded;
	bool markdown;

	size_t line;        /* the current one, from 1 */
	bool alone;         /* it follows an empty line, a rule or nothing */
	bool any;           /* there was a line that is not empty */
	const char *prose;  /* the first paragraph; NULL: none yet */
	struct mark title;  /* the title, if a header comes next */
	size_t block;       /* lines since the last empty one, without a header */
	struct mark labels; /* the first of the labelled lines right above */
	struct begun begun; /* `mark.at` is NULL for none */
	bool open;          /* its header may continue */
	enum awaited awaited;
};

/* Keeps the notice in progress, if there is evidence enough. */
static void settle(struct scan *s)
{
	const struct begun *b = &s->begun;
	struct outline *o = s->out;
	if (!b->mark.at || b->weight < (b->first ? WEIGHT_FIRST : WEIGHT_SURE))
		return;
	if (o->failed ||
		!coop_array_grow(&o->parts, &o->cap, o->count + 1, sizeof *o->parts)) {
		o->failed = true;
		return;
	}
	o->parts[o->count++] = (struct outline_part){.text = {b->mark.at, 0},
		.line = b->mark.line,
		.film = true,
		.labelled = b->labelled};
}

static void begin(struct scan *s, struct mark mark, bool labelled)
{
	settle(s);
	s->begun = (struct begun){.mark = mark,
		.labelled = labelled,
		.first = s->out->count == 0 && mark.at == s->text.s};
	s->open = true;
}

/*
 * Whether a header line begins a notice. A label that the notice above does not have yet belongs to
 * it, wherever it is; so does any label except a title, if the title of that notice had one.
 */
static bool begins(const struct scan *s, const struct header *h, bool named)
{
	const struct begun *b = &s->begun;
	if (named)
		return !s->open || b->fields >> COOP_F_TITLE & 1;
	if (s->open || !s->title.at || header_weight(h, 0) == 0)
		return false;
	return h->kind != HEADER_LABEL || !b->mark.at ||
	       (!b->labelled && b->fields >> h->field & 1);
}

static enum awaited awaits(const struct header *h)
{
	if (h->kind != HEADER_LABEL || h->value.n > 0)
		return NO_VALUE;
	return h->field == COOP_F_PRODUCER ? LIST : ONE_VALUE;
}

/* A header line: it continues the notice above, or begins one with the line above. */
static void take_header(struct scan *s, const struct header *h, struct mark here)
{
	bool is_label = h->kind == HEADER_LABEL;
	bool named = is_label && h->field == COOP_F_TITLE;
	if (is_label && !s->labels.at)
		s->labels = here;
	if (begins(s, h, named)) {
		bool again = s->begun.fields >> COOP_F_TITLE & 1 && s->open;
		begin(s, !named ? s->title : again ? here : s->labels, named);
	} else {
		s->open |= is_label && s->begun.mark.at;
	}
	if (s->open || header_weight(h, 0) > 0)
		s->title.at = NULL;
	if (!is_label || named)
		s->labels.at = NULL;
	if (!s->open)
		return;
	s->begun.weight += header_weight(h, s->begun.fields);
	s->begun.fields |= is_label ? 1UL << h->field : 0;
	if (h->kind == HEADER_CREDIT)
		s->begun.fields |= 1UL << COOP_F_DIRECTOR;
	s->awaited = awaits(h);
	if (is_label && coop_field_info(h->field)->flags & COOP_FIELD_PASSAGE) {
		s->open = false; /* running text follows */
		s->labels.at = NULL;
	}
}

/* Whether a line can be a title. */
static bool is_title(const struct scan *s, struct span line)
{
	return line.n <= HEADING_MAX && (!s->any || !strchr(".;,", line.s[line.n - 1]));
}

/* Any other line: it may be the title of the next notice. */
static void take_line(struct scan *s, struct span line, struct mark here)
{
	struct header h;
	s->labels.at = NULL;
	bool below = s->open || (s->title.at && !s->alone);
	if ((s->open && s->awaited != NO_VALUE) || (below && label_strange(line, &h))) {
		if (s->awaited == ONE_VALUE)
			s->awaited = NO_VALUE;
		return;
	}
	if (heading_is_sheet(
		    line, &s->folded)) { /* more of the header of the notice above */
		s->open = s->begun.mark.at != NULL;
		return;
	}
	s->open = false;
	s->block = s->alone ? 1 : s->block + 1;
	if (!s->prose && line.n >= PROSE_MIN && !memchr(line.s, '>', line.n) &&
		!memchr(line.s, '|', line.n))
		s->prose = line.s;
	/* of a block of two lines the first may be the title, of a longer one the last */
	if (s->block == 2 && s->title.at)
		return;
	s->title = here;
	if (!is_title(s, line))
		s->title.at = NULL;
}

static void scan_line(struct scan *s, struct span line, struct mark here)
{
	bool marked = s->markdown && line.n > 0 && *line.s == '#';
	if (line.n == 0) {
		s->alone = true;
		if (s->awaited == LIST)
			s->awaited = NO_VALUE;
		s->labels.at = NULL;
		return;
	}
	if (!s->any) /* the first part begins at the start of the text */
		here = (struct mark){s->text.s, 1};
	if (span_is_rule(line)) {
		if (s->alone || s->block == 0) /* else the rule underlines a title */
			s->title.at = NULL;
		s->open = false;
		s->awaited = NO_VALUE;
		s->alone = true;
		return;
	}
	if (heading_is_button(line, &s->folded))
		return;
	struct header h = header_find(span_after_bullet(line), marked, &s->folded);
	/* a title may look like a credit: "De Nantes à Lip" */
	bool stray = !s->open && !s->title.at &&
		     (h.kind == HEADER_NAME || h.kind == HEADER_CREDIT);
	if (h.kind == HEADER_NONE || stray)
		take_line(s, line, here);
	else
		take_header(s, &h, here);
	s->any = true;
	s->alone = false;
}

/* Sets the ends of the parts, and makes a part of what precedes the first. */
static void finish(struct scan *s)
{
	struct outline *o = s->out;
	const char *end = s->text.n > 0 ? s->text.s + s->text.n : s->text.s;
	bool before = o->count == 0 || (s->prose && s->prose < o->parts[0].text.s);
	if (before &&
		coop_array_grow(&o->parts, &o->cap, o->count + 1, sizeof *o->parts)) {
		for (size_t i = o->count++; i > 0; i--)
			o->parts[i] = o->parts[i - 1];
		o->parts[0] = (struct outline_part){.text = {s->text.s, 0}, .line = 1};
	} else if (before) {
		o->failed = true;
	}
	for (size_t i = o->count; i > 0; end = o->parts[--i].text.s)
		o->parts[i - 1].text.n = (size_t)(end - o->parts[i - 1].text.s);
	o->failed |= s->folded.failed;
}

static void find_notices(
	struct span text, bool markdown, const stop_flag *stop, struct outline *out)
{
	struct scan s = {
		.out = out, .text = text, .markdown = markdown, .alone = true, .line = 0};
	struct span rest = text, line;
	out->count = 0;
	while (!stop_wanted(stop)) {
		struct mark here = {rest.s, ++s.line};
		if (!span_take_line(&rest, &line))
			break;
		scan_line(&s, line, here);
	}
	settle(&s);
	finish(&s);
	coop_buf_release(&s.folded);
}

/* ---- texts of another form ---- */

static void add_part(
	struct outline *out, struct span text, size_t line, enum outline_form form)
{
	if (!coop_array_grow(
		    &out->parts, &out->cap, out->count + 1, sizeof *out->parts)) {
		out->failed = true;
		return;
	}
	out->parts[out->count++] =
		(struct outline_part){.text = text, .line = line, .form = form};
}

static bool has_film(const struct outline *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->parts[i].film)
			return true;
	return false;
}

void outline_find(
	struct span text, bool markdown, const stop_flag *stop, struct outline *out)
{
	struct span rest = text, head;
	out->count = 0;
	if (!markdown && subtitles_begin(text)) {
		add_part(out, text, 1, OUTLINE_SUBTITLES);
		return;
	}
	bool message = !markdown && message_take_head(&rest, &head);
	find_notices(message ? rest : text, markdown, stop, out);
	if (!message || out->failed)
		return;
	/* notices that somebody has sent are notices */
	bool film = has_film(out);
	out->count = 0;
	if (film)
		find_notices(text, markdown, stop, out);
	else
		add_part(out, text, 1, OUTLINE_MESSAGE);
}

void outline_release(struct outline *o)
{
	free(o->parts);
	*o = (struct outline){0};
}
