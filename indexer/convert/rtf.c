#include "indexer/convert/rtf.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "indexer/convert/rtf_body.h"
#include "indexer/convert/rtf_lexer.h"
#include "indexer/convert/rtf_text.h"
#include "indexer/convert/rtf_words.h"
#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

enum {
	DEPTH_MAX = 1000,
	STYLES = 256, /* those with larger numbers are no headings */
	FONTS = 1 << 16
};

/* What a brace saves, and its counterpart restores. */
struct group {
	enum rtf_destination part;
	uint32_t page;    /* of the font */
	long style;       /* being defined, in RTF_STYLES; -1: none */
	size_t fallbacks; /* characters that stand for the one of \u */
	bool hidden, in_table, heading;
};

struct rtf {
	struct rtf_body body;
	struct group *groups;
	size_t depth, cap; /* the innermost group is groups[depth - 1] */
	struct rtf_text text;
	struct coop_buf value; /* of metadata, or the name of a style */
	uint32_t page;         /* of the file */
	uint32_t *font_pages;
	long font;     /* being defined, in RTF_FONTS */
	size_t skip;   /* characters after \u that stand for it */
	bool optional; /* \* was last: an unknown group is left out */
	bool headings[STYLES];
};

static struct group *now(struct rtf *r)
{
	return &r->groups[r->depth - 1];
}

/* Passes on what was gathered to where the group belongs. */
static void pass_on(struct rtf *r)
{
	rtf_text_flush(&r->text);
	struct coop_buf *out = &r->text.out;
	const struct group *g = now(r);
	r->body.doc->text.failed |= out->failed;
	if (out->len > 0)
		switch (g->part) {
		case RTF_BODY:
			rtf_body_add(&r->body, out->s, out->len, g->in_table, g->heading);
			break;
		case RTF_NOTE:
			rtf_body_add_note(&r->body, out->s, out->len);
			break;
		default:
			coop_buf_add(&r->value, out->s, out->len);
			break;
		}
	coop_buf_reset(out);
}

/* ---- parts of the file ---- */

/* The part that a group becomes which says that it is `wanted`. */
static enum rtf_destination part_in(
	enum rtf_destination around, enum rtf_destination wanted)
{
	bool body = wanted == RTF_BODY || wanted == RTF_BOX;
	if (around == RTF_SKIP || (around == RTF_NOTE && wanted == RTF_NOTE))
		return RTF_SKIP;
	if (around == RTF_HOLDER)
		return body ? RTF_BODY : RTF_SKIP;
	return body ? around : wanted;
}

/* The name of the metadata in a part (doc_meta()); NULL when it has none. */
static const char *name_of_meta(enum rtf_destination part)
{
	switch (part) {
	case RTF_TITLE:
		return "title";
	case RTF_AUTHOR:
		return "author";
	case RTF_KEYWORDS:
		return "keywords";
	case RTF_DESCRIPTION:
		return "description";
	default:
		return NULL;
	}
}

/* Notes whether a style is that of a title, in English or French. */
static void define_style(struct rtf *r, long style)
{
	static const char *const names[] = {
		"title", "titre", "heading 1", "titre 1", NULL};
	size_t n = r->value.len;
	while (n > 0 && (r->value.s[n - 1] == ';' || r->value.s[n - 1] == ' '))
		n--;
	if (style < 0 || style >= STYLES || n == 0)
		return;
	for (const char *const *name = names; *name; name++)
		if (strlen(*name) == n && strncasecmp(r->value.s, *name, n) == 0)
			r->headings[style] = true;
}

static bool open_group(struct rtf *r)
{
	if (!coop_array_grow(&r->groups, &r->cap, r->depth + 1, sizeof *r->groups)) {
		r->body.doc->text.failed = true;
		return false;
	}
	r->groups[r->depth] = r->depth > 0 ? r->groups[r->depth - 1]
					   : (struct group){.fallbacks = 1, .style = -1};
	r->groups[r->depth++].style = -1;
	return true;
}

static void close_group(struct rtf *r)
{
	const struct group *g = now(r);
	enum rtf_destination around = r->depth > 1 ? g[-1].part : RTF_SKIP;
	const char *meta = name_of_meta(g->part);
	if (meta && around != g->part && r->value.len > 0)
		doc_meta(r->body.doc, meta, r->value.s, r->value.len);
	if (g->part == RTF_STYLES)
		define_style(r, g->style);
	if (around != g->part || g->part == RTF_STYLES) {
		r->body.doc->text.failed |= r->value.failed;
		coop_buf_reset(&r->value);
	}
	r->depth--;
}

/* ---- control words ---- */

static uint32_t *page_of_font(struct rtf *r, long font)
{
	return &r->font_pages[font >= 0 && font < FONTS ? font : 0];
}

/* Whether a part has text that is kept. */
static bool has_text(const struct group *g)
{
	return !g->hidden && (g->part == RTF_BODY || g->part == RTF_NOTE ||
				     g->part == RTF_STYLES || name_of_meta(g->part));
}

static void add_character(struct rtf *r, uint32_t cp)
{
	char s[COOP_UTF8_MAX];
	if (has_text(now(r)))
		rtf_text_bytes(&r->text, RTF_PAGE_UTF8, s, coop_utf8_encode(cp, s));
}

static void add_tab(struct rtf *r)
{
	if (now(r)->part == RTF_BODY)
		rtf_body_tab(&r->body);
	else if (now(r)->part != RTF_BODY)
		add_character(r, ' ');
}

/* Words of paragraphs and tables. False when it is another one. */
static bool do_paragraph(struct rtf *r, const struct rtf_word *w, long number)
{
	struct group *g = now(r);
	bool in_body = g->part == RTF_BODY;
	switch (w->action) {
	case RTF_DO_BREAK:
		if (in_body)
			rtf_body_break(&r->body, w->value);
		else if (g->part == RTF_NOTE)
			rtf_body_break_note(&r->body, w->value);
		return true;
	case RTF_DO_TAB:
		add_tab(r);
		return true;
	case RTF_DO_PARD:
		g->in_table = g->heading = false;
		return true;
	case RTF_DO_IN_TABLE:
		g->in_table = true;
		return true;
	case RTF_DO_ROW_DEFINED:
		r->body.cells = 0;
		return true;
	case RTF_DO_CELL_DEFINED:
		r->body.cells++;
		return true;
	case RTF_DO_CELL_END:
		if (in_body)
			rtf_body_end_cell(&r->body);
		return true;
	case RTF_DO_ROW_END:
		rtf_body_end_row(&r->body);
		return true;
	case RTF_DO_OUTLINE:
		g->heading |= number == 0;
		return true;
	default:
		return false;
	}
}

/* Words of characters and of parts of the file. */
static void do_word(struct rtf *r, const struct rtf_word *w, const struct rtf_token *t)
{
	struct group *g = now(r);
	char year[24];
	switch (w->action) {
	case RTF_DO_DESTINATION:
		g->part = part_in(g->part, (enum rtf_destination)w->value);
		if (w->value == RTF_BOX && g->part == RTF_BODY)
			rtf_body_break(&r->body, 2);
		break;
	case RTF_DO_PAGE:
		r->page = w->value ? (uint32_t)w->value : (uint32_t)t->number & 0xffff;
		break;
	case RTF_DO_PLAIN:
		g->hidden = false;
		g->page = RTF_PAGE_OF_FILE;
		break;
	case RTF_DO_HIDDEN:
		g->hidden = !t->has_number || t->number != 0;
		break;
	case RTF_DO_STYLE:
		if (g->part == RTF_STYLES)
			g->style = t->number;
		else if (t->number >= 0 && t->number < STYLES)
			g->heading |= r->headings[t->number];
		break;
	case RTF_DO_FONT_CHARSET:
		*page_of_font(r, r->font) = rtf_text_page_of_charset(t->number, r->page);
		break;
	case RTF_DO_FONT_PAGE:
		*page_of_font(r, r->font) = (uint32_t)t->number & 0xffff;
		break;
	case RTF_DO_YEAR:
		if (g->part == RTF_CREATED)
			doc_meta(r->body.doc, "date", year,
				(size_t)snprintf(year, sizeof year, "%ld", t->number));
		break;
	default:
		break;
	}
}

static void use_font(struct rtf *r, long font)
{
	if (now(r)->part == RTF_FONTS)
		r->font = font;
	else
		now(r)->page = *page_of_font(r, font);
}

/* A control word or symbol. */
static void control(struct rtf *r, const struct rtf_token *t)
{
	const struct rtf_word *w = t->kind == RTF_SYMBOL ? rtf_symbol_find(*t->s)
							 : rtf_word_find(t->s, t->len);
	bool was_optional = r->optional;
	r->optional = t->kind == RTF_SYMBOL && *t->s == '*';
	if (was_optional && w->action != RTF_DO_DESTINATION) {
		now(r)->part = part_in(now(r)->part, RTF_SKIP);
		return;
	}
	switch (w->action) {
	case RTF_DO_NOTHING:
		return;
	case RTF_DO_CHARACTER:
		if (r->skip > 0)
			r->skip--;
		else
			add_character(r, (uint32_t)w->value);
		return;
	case RTF_DO_UNICODE:
		if (has_text(now(r)))
			rtf_text_unicode(&r->text, t->number);
		r->skip = now(r)->fallbacks;
		return;
	case RTF_DO_UC:
		now(r)->fallbacks = t->number > 0 ? (size_t)t->number : 0;
		return;
	case RTF_DO_FONT:
		use_font(r, t->number);
		return;
	default:
		break;
	}
	r->skip = 0;
	pass_on(r);
	if (!do_paragraph(r, w, t->number))
		do_word(r, w, t);
}

/* ---- the file ---- */

/* Text, but for what stands for characters that are known. */
static void add_bytes(struct rtf *r, const char *s, size_t n)
{
	const struct group *g = now(r);
	size_t skip = r->skip < n ? r->skip : n;
	r->skip -= skip;
	r->optional = false;
	if (has_text(g))
		rtf_text_bytes(&r->text, g->page ? g->page : r->page, s + skip, n - skip);
}

/* Takes a token; false at the end of the document. */
static bool take(struct rtf *r, const struct rtf_token *t)
{
	char byte;
	switch (t->kind) {
	case RTF_OPEN:
		r->skip = 0;
		pass_on(r);
		return open_group(r) && r->depth <= DEPTH_MAX;
	case RTF_CLOSE:
		r->skip = 0;
		pass_on(r);
		close_group(r);
		return r->depth > 0;
	case RTF_BYTE:
		byte = t->byte ? (char)t->byte : ' '; /* no text may hold a NUL */
		add_bytes(r, &byte, 1);
		return true;
	case RTF_TEXT:
		add_bytes(r, t->s, t->len);
		return true;
	case RTF_WORD:
	case RTF_SYMBOL:
		control(r, t);
		return true;
	default:
		return false;
	}
}

static enum conversion_failure read_groups(struct rtf *r, struct rtf_lexer *l)
{
	struct rtf_token t = rtf_next(l);
	bool begun = t.kind == RTF_OPEN && open_group(r);
	t = rtf_next(l);
	if (!begun || t.kind != RTF_WORD || !coop_bytes_equal(t.s, t.len, "rtf", 3))
		return r->body.doc->text.failed ? CONVERSION_MEMORY : CONVERSION_DAMAGED;
	do {
		t = rtf_next(l);
	} while (take(r, &t) && !doc_is_full(r->body.doc));
	if (r->depth > DEPTH_MAX)
		return CONVERSION_TOO_DEEP;
	if (r->depth > 0)
		pass_on(r);
	if (r->depth > 0 && t.kind == RTF_END)
		r->body.doc->remark[FRAME_REMARK_WHAT] = REMARK_CUT;
	rtf_body_finish(&r->body);
	return CONVERSION_OK;
}

enum conversion_failure rtf_convert(struct doc *doc, const char *s, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8 */
	size_t skip = coop_bytes_begins_with(s, n, mark) ? sizeof mark - 1 : 0;
	struct rtf_lexer lexer = {.at = s + skip, .end = s + n};
	struct rtf r = {
		.page = RTF_PAGE_ANSI, .font_pages = calloc(FONTS, sizeof *r.font_pages)};
	rtf_body_init(&r.body, doc);
	enum conversion_failure failure =
		r.font_pages ? read_groups(&r, &lexer) : CONVERSION_MEMORY;
	rtf_body_release(&r.body);
	rtf_text_release(&r.text);
	coop_buf_release(&r.value);
	free(r.groups);
	free(r.font_pages);
	return failure;
}
