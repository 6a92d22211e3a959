/*
 * flow.h - text in lines of a terminal: wrapped between words, indented, with marks in colour.
 *
 * No line is wider than `width` cells (cells.h). A word that is wider than a line is cut wherever the
 * line ends. Whatever bytes the text holds, what is written is as coop_put_safe() writes it, and of
 * combining characters in a row only the first few.
 */
#ifndef COOP_QUERY_OUTPUT_FLOW_H
#define COOP_QUERY_OUTPUT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/output/marks.h"

/* The escape sequences for a title or a heading, for a mark, and for the end of either. */
#define FLOW_BOLD  "\033[1m"
#define FLOW_HIT   "\033[1;31m"
#define FLOW_RESET "\033[0m"

/* Set the first members; the others are 0. */
struct flow {
	FILE *out;
	size_t width, indent; /* in cells; `indent` is less than `width` */
	bool colour;          /* show marks and style */
	const char *style;    /* of what is not marked: an escape sequence, or NULL */
	const char *link;     /* where the text leads to (link.h), or NULL */
	const char *on;       /* the escape sequence in force, or NULL */
	size_t column;        /* cells of the line that are taken */
	size_t space;         /* blanks before the next word, if it is on the line */
};

/* Begins a line: fills it up to `indent`, from `column`. */
void flow_begin(struct flow *f);

/*
 * Puts the words of a text; blanks at its ends count. `marks` are by offsets in it, or NULL. `tail` is
 * how many cells must be left on the line behind its last word.
 */
void flow_text(struct flow *f, const char *text, size_t len, const struct marks *marks,
	size_t tail);
/*
 * The same of a text of several lines, without the blanks at its ends: a line end stays one, several are
 * an empty line, and no line ends before » : ; ? ! or behind «.
 */
void flow_lines(struct flow *f, const char *text, size_t len, const struct marks *marks);
/* The same of a C string without marks. */
void flow_string(struct flow *f, const char *text);

/* Puts a text as one word, with the blanks in it. */
void flow_word(struct flow *f, const char *text, size_t len);

/* Ends the line. */
void flow_end(struct flow *f);

#endif
