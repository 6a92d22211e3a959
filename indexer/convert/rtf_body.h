/*
 * rtf_body.h - the paragraphs, tables and notes of RTF on their way to a document.
 */
#ifndef COOP_INDEXER_CONVERT_RTF_BODY_H
#define COOP_INDEXER_CONVERT_RTF_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"

/* Of the first two, `doc` is borrowed. Begin with rtf_body_init(). */
struct rtf_body {
	struct doc *doc;
	struct doc notes; /* of the paragraph: they come after it */
	bool in_row;      /* of a table */
	size_t cell,
		cells; /* how many of the row are complete; how many it has, 0: unknown */
	bool heading_begun;
	bool after_row; /* a paragraph after it begins after an empty line */
};

void rtf_body_init(struct rtf_body *b, struct doc *doc);
void rtf_body_release(struct rtf_body *b);

/* Adds text of a paragraph, which is in a table, or a heading, or neither. */
void rtf_body_add(
	struct rtf_body *b, const char *s, size_t n, bool in_table, bool heading);
/* Adds text of a note. */
void rtf_body_add_note(struct rtf_body *b, const char *s, size_t n);
/* Adds blanks that part columns. */
void rtf_body_tab(struct rtf_body *b);

/* Ends a line (1) or a paragraph (2), of the text or of a note. */
void rtf_body_break(struct rtf_body *b, int breaks);
void rtf_body_break_note(struct rtf_body *b, int breaks);

void rtf_body_end_cell(struct rtf_body *b);
void rtf_body_end_row(struct rtf_body *b);

/* Adds what is left. */
void rtf_body_finish(struct rtf_body *b);

#endif
