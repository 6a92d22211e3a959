#include "indexer/notice/film.h"

#include <string.h>

#include "indexer/decode/divided.h"
#include "indexer/notice/contact.h"
#include "indexer/notice/cues.h"
#include "indexer/notice/header.h"
#include "indexer/notice/headings.h"
#include "indexer/notice/label.h"

enum {
	STRANGE_MAX = 64, /* labels without a field in a notice; further ones are text */
	NUMBER_MAX = 4    /* digits of the number before a title */
};

struct film {
	struct found *f;
	struct span rest; /* not parsed yet */
	struct film_section section;
	bool markdown;
	bool labelled; /* the section begins with a label: the next label ends it */
	bool headed;   /* a line of the header has been parsed */
	bool in_prose; /* after the header */
	bool alone;    /* the current line follows an empty line, or the header */
};

/* ---- running text ---- */

void film_section_add(struct film_section *s, struct span line, bool alone)
{
	divided_add_line(&s->text, line.s, line.n, alone ? "\n\n" : "\n");
	s->where = s->where.n > 0 ? span_join(s->where, line) : line;
}

void film_section_end(struct film_section *s, struct found *f)
{
	f->rec->failed |= s->text.failed;
	found_add_text(
		f, s->field, coop_buf_cstr(&s->text), s->text.len, s->where, s->sure);
	coop_buf_reset(&s->text);
	s->where.n = 0;
}

static void begin_section(struct film *p, enum coop_field field, enum confidence sure)
{
	film_section_end(&p->section, p->f);
	p->section.field = field;
	p->section.sure = sure;
	p->labelled = sure == SURE;
}

/* The next line that is not empty; an empty span when there is none. */
static struct span peek(const struct film *p)
{
	struct span rest = p->rest, next = {p->rest.s, 0};
	while (next.n == 0 && span_take_line(&rest, &next))
		;
	return next;
}

static bool is_marked(const struct film *p, struct span line)
{
	return p->markdown && line.n > 0 && *line.s == '#';
}

static void add_prose(struct film *p, struct span line)
{
	bool marked = is_marked(p, line);
	line = marked ? span_after_bullet(line) : line;
	p->in_prose = true;
	if (marked || (p->alone && heading_is_one(line, peek(p)))) {
		enum coop_field field = cue_label(line, &p->f->folded);
		bool named = coop_field_info(field)->flags & COOP_FIELD_PASSAGE;
		begin_section(p, named ? field : heading_section(line, &p->f->folded),
			PLAUSIBLE);
		if (named) /* a heading such as "Synopsis" is no part of the text */
			return;
	}
	film_section_add(&p->section, line, p->alone);
}

/* ---- producers and other contacts ---- */

/* Appends the lines of a block, separated by commas. */
static void join_lines(struct span block, struct coop_buf *out)
{
	struct span line;
	if (!out->failed) /* a failure stays */
		coop_buf_reset(out);
	while (span_take_line(&block, &line)) {
		if (line.n == 0)
			continue;
		if (out->len > 0)
			coop_buf_str(out, out->s[out->len - 1] == ',' ? " " : ", ");
		coop_buf_add(out, line.s, line.n);
	}
}

/* Adds a block as a producer, or under its label. */
static void add_house(struct found *f, const struct header *h, struct span block)
{
	bool producer = h->kind == HEADER_LABEL;
	if (block.n == 0)
		return;
	join_lines(block, &f->text);
	if (producer)
		found_add_text(f, COOP_F_PRODUCER, coop_buf_cstr(&f->text), f->text.len,
			block, SURE);
	else
		found_add_named(f,
			h->kind == HEADER_CONTACT ? h->label
						  : (struct span){"contact", 7},
			(struct span){coop_buf_cstr(&f->text), f->text.len}, block, SURE);
	contact_add(f, block, producer);
}

/* Whether a line ends a list of producers. */
static bool ends_houses(struct film *p, struct span line, enum header_kind kind)
{
	struct span source;
	return (kind != HEADER_NONE && kind != HEADER_PART && kind != HEADER_NAME) ||
	       line.n > HEADER_LINE_MAX || is_marked(p, line) || span_is_rule(line) ||
	       heading_source(line, &p->f->folded, &source) ||
	       heading_is_end(line, &p->f->folded);
}

/*
 * Parses what follows "Producteurs :" or "Contact :": on the same line, or one contact a line up to
 * an empty line. Lines with nothing but details belong to the name above.
 */
static void take_houses(struct film *p, const struct header *h)
{
	bool list = h->value.n == 0;
	struct span block = h->value, before, line;
	while (!stop_wanted(p->f->stop)) {
		before = p->rest;
		if (!span_take_line(&p->rest, &line) || (line.n == 0 && block.n > 0))
			break;
		if (line.n == 0)
			continue;
		struct header next = header_find(line, false, &p->f->folded);
		bool part =
			next.kind == HEADER_PART || contact_begins(line, &p->f->folded);
		if (ends_houses(p, line, next.kind) || (!part && !list)) {
			p->rest = before;
			break;
		}
		line = span_after_bullet(line);
		if (part && block.n > 0) {
			block = span_join(block, line);
			continue;
		}
		add_house(p->f, h, block);
		block = line;
	}
	add_house(p->f, h, block);
}

/* ---- the header ---- */

/* A label alone on its line: its value is on the next one. */
static void take_next_line(struct film *p, struct header *h)
{
	struct span next = peek(p), before = p->rest;
	if (next.n == 0 || next.n > HEADER_LINE_MAX || is_marked(p, next) ||
		header_find(next, false, &p->f->folded).kind > HEADER_NAME)
		return;
	while (span_take_line(&p->rest, &h->value) && h->value.s != next.s)
		;
	if (h->value.n == 0)
		p->rest = before;
	header_add(p->f, h);
}

/* Adds a line with a label of the field table. */
static void take_label(struct film *p, struct header *h)
{
	unsigned flags = coop_field_info(h->field)->flags;
	if (h->field == COOP_F_PRODUCER) {
		take_houses(p, h);
	} else if (flags & COOP_FIELD_PASSAGE) {
		begin_section(p, h->field, SURE);
		p->in_prose = true;
		if (h->value.n > 0)
			film_section_add(&p->section, h->value, true);
	} else if (h->value.n == 0) {
		take_next_line(p, h);
	} else {
		header_add(p->f, h);
	}
}

/* Adds a line of the header; false when it is none, or is where none can be. */
static bool take_header(struct film *p, struct span line)
{
	struct header h = header_find(line, is_marked(p, line), &p->f->folded);
	bool late = p->in_prose && !p->alone && !p->labelled;
	bool label = h.kind == HEADER_LABEL || h.kind == HEADER_PART ||
		     h.kind == HEADER_CONTACT;
	if (label && p->labelled) /* ends the section above */
		begin_section(p, COOP_F_DESCRIPTION, PLAUSIBLE);
	switch (h.kind) {
	case HEADER_NONE:
		if (p->in_prose || p->f->strange >= STRANGE_MAX ||
			!label_strange(line, &h))
			return false;
		p->f->strange++;
		found_add_named(p->f, h.label, h.value, h.value, PLAUSIBLE);
		return true;
	case HEADER_LABEL:
		if (!late)
			take_label(p, &h);
		return !late;
	case HEADER_PART:
		if (h.value.n == 0)
			return false;
		h.value = span_after_bullet(line); /* the label is part of the block */
		if (!late)
			take_houses(p, &h);
		return !late;
	case HEADER_CONTACT:
		if (!late)
			take_houses(p, &h);
		return !late;
	default:
		if (p->in_prose ||
			(h.kind == HEADER_NAME && found_has(p->f, COOP_F_DIRECTOR)))
			return false;
		header_add(p->f, &h);
		return true;
	}
}

/* ---- the text ---- */

/* A title without its number in a list: "3. Le Fil", "N° 12 - Le Fil". */
static struct span without_number(struct span l, struct coop_buf *folded)
{
	struct span rest = l;
	if (rest.n > 0 && strchr("([", *rest.s))
		rest = span_from(rest, 1);
	if (begins_with(span_fold((struct span){rest.s, rest.n < 8 ? rest.n : 8}, folded),
		    "n "))
		rest = span_after_words(rest, 1);
	size_t n = span_digits(rest);
	if (n == 0 || n > NUMBER_MAX)
		return l;
	rest = (struct span){rest.s + n, rest.n - n};
	struct span sign = span_trim(rest);
	size_t skip =
		sign.n > 0 && strchr(".)]:", *sign.s) ? 1 : span_dash(sign.s, sign.n);
	struct span title = skip > 0 ? span_from(sign, skip) : sign;
	bool blank = skip > 0 && span_blank(sign.s + skip, sign.n - skip) > 0;
	return blank && title.n > 0 ? title : l;
}

/* What follows "Titre original :", for a notice that has no other title. */
static struct span without_label(struct span l, struct coop_buf *folded)
{
	static const char *const labels[] = {
		"titre original", "titre vo", "titre en vo", "original title", NULL};
	struct header h;
	bool original =
		label_strange(l, &h) && is_one_of(span_fold(h.label, folded), labels);
	return original ? h.value : l;
}

static void add_title(struct film *p, const struct film_text *text)
{
	struct span title = {p->rest.s, 0}, name, year;
	while (title.n == 0 && span_take_line(&p->rest, &title))
		;
	title = without_label(span_after_bullet(title), &p->f->folded);
	if (text->numbered)
		title = without_number(title, &p->f->folded);
	if (header_split_year(title, &name, &year)) {
		found_add(p->f, COOP_F_TITLE, name, KNOWN);
		found_add(p->f, COOP_F_YEAR, year, KNOWN);
	} else {
		found_add(p->f, COOP_F_TITLE, title, KNOWN);
	}
}

static void take_line(struct film *p, struct span line)
{
	struct span source;
	bool header = false;
	if (span_is_rule(line) || heading_is_button(line, &p->f->folded) ||
		heading_is_sheet(line, &p->f->folded)) {
		p->alone = true;
		return;
	}
	if (heading_source(line, &p->f->folded, &source))
		found_add(p->f, COOP_F_SOURCE, source, SURE);
	else if ((header = take_header(p, line)))
		p->headed = true;
	else if (!p->headed && line.n <= HEADING_MAX) /* between title and header */
		found_add_named(
			p->f, (struct span){"subtitle", 8}, line, line, PLAUSIBLE);
	else
		add_prose(p, line);
	/* "Résumé : ..." may go on on the next line */
	p->alone = header && !(p->labelled && p->section.text.len > 0);
}

void film_add(struct found *f, const struct film_text *text)
{
	struct film p = {.f = f,
		.rest = text->text,
		.section = {.field = COOP_F_DESCRIPTION, .sure = LIKELY},
		.headed = text->untitled,
		.markdown = text->markdown};
	struct span line;
	if (!text->untitled)
		add_title(&p, text);
	while (!stop_wanted(f->stop) && span_take_line(&p.rest, &line)) {
		if (line.n == 0)
			p.alone = true;
		else if (heading_is_end(line, &f->folded))
			break;
		else
			take_line(&p, line);
	}
	film_section_end(&p.section, f);
	coop_buf_release(&p.section.text);
}
