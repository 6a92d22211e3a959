#include "indexer/convert/rtf_body.h"

#include <string.h>

void rtf_body_init(struct rtf_body *b, struct doc *doc)
{
	*b = (struct rtf_body){.doc = doc};
	doc_init(&b->notes);
}

void rtf_body_release(struct rtf_body *b)
{
	doc_release(&b->notes);
}

/* Adds text; several blanks part columns, as two do elsewhere. */
static void add_text(struct doc *doc, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t begun = i, blanks = 0;
		while (i < n && blanks < 2)
			blanks = s[i++] == ' ' ? blanks + 1 : 0;
		if (blanks < 2) {
			doc_text(doc, s + begun, i - begun);
			return;
		}
		doc_text(doc, s + begun, i - begun - blanks);
		while (i < n && s[i] == ' ')
			i++;
		if (i < n && doc->text.len > 0 && doc->breaks == 0)
			doc_raw(doc, "  ");
	}
}

static void begin_row(struct rtf_body *b)
{
	if (b->in_row)
		return;
	doc_row_begin(b->doc);
	b->in_row = true;
	b->after_row = false;
	b->cell = 0;
}

void rtf_body_end_row(struct rtf_body *b)
{
	if (b->in_row)
		doc_row_end(b->doc);
	b->after_row |= b->in_row;
	b->in_row = false;
	b->cell = 0;
}

/* Before text that is in no table. */
static void leave_table(struct rtf_body *b)
{
	rtf_body_end_row(b);
	if (b->after_row)
		doc_break(b->doc, 2);
	b->after_row = false;
}

void rtf_body_add(
	struct rtf_body *b, const char *s, size_t n, bool in_table, bool heading)
{
	size_t blanks = 0;
	while (blanks < n && s[blanks] == ' ')
		blanks++;
	if (blanks < n) {
		if (in_table)
			begin_row(b);
		else
			leave_table(b);
		if (heading && !b->heading_begun)
			doc_heading_begin(b->doc);
		b->heading_begun |= heading;
	}
	add_text(b->doc, s, n);
}

void rtf_body_add_note(struct rtf_body *b, const char *s, size_t n)
{
	add_text(&b->notes, s, n);
}

void rtf_body_tab(struct rtf_body *b)
{
	if (b->doc->text.len > 0 && b->doc->breaks == 0)
		doc_raw(b->doc, "  ");
}

/* Adds the notes of the paragraph that has ended. */
static void add_notes(struct rtf_body *b)
{
	const struct coop_buf *notes = &b->notes.text;
	size_t end;
	b->doc->text.failed |= notes->failed;
	for (size_t at = 0; at < notes->len; at = end + 1) {
		const char *stop = memchr(notes->s + at, '\n', notes->len - at);
		end = stop ? (size_t)(stop - notes->s) : notes->len;
		if (end > at) {
			doc_break(b->doc, 2);
			add_text(b->doc, notes->s + at, end - at);
		}
	}
	if (notes->len > 0)
		doc_break(b->doc, 2);
	coop_buf_reset(&b->notes.text);
	b->notes.breaks = 0;
}

static void end_heading(struct rtf_body *b)
{
	if (b->heading_begun)
		doc_heading_end(b->doc);
	b->heading_begun = false;
}

void rtf_body_break(struct rtf_body *b, int breaks)
{
	if (breaks > 1)
		end_heading(b);
	doc_break(b->doc, breaks);
	if (breaks > 1 && !b->in_row)
		add_notes(b);
}

void rtf_body_break_note(struct rtf_body *b, int breaks)
{
	doc_break(&b->notes, breaks);
}

void rtf_body_end_cell(struct rtf_body *b)
{
	begin_row(b);
	end_heading(b);
	b->cell++;
	if (b->cell < b->cells || b->cells == 0)
		doc_cell(b->doc, b->cells == 2);
}

void rtf_body_finish(struct rtf_body *b)
{
	rtf_body_end_row(b);
	end_heading(b);
	add_notes(b);
}
