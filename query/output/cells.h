/*
 * cells.h - text as a terminal lays it out: in cells, of which a letter takes one, an ideogram two and
 * an accent that is a character of its own none.
 *
 * Text is measured as coop_put_safe() writes it (diag.h): an unsafe character is a blank, and a byte
 * that is not UTF-8 one cell.
 */
#ifndef COOP_QUERY_OUTPUT_CELLS_H
#define COOP_QUERY_OUTPUT_CELLS_H

#include <stddef.h>

#include "shared/core/buf.h"

/* The cells that a text takes. */
size_t cells_of(const char *s, size_t n);

/* The bytes of the longest beginning of a text, or of its longest end, that takes at most `max` cells. */
size_t cells_fit(const char *s, size_t n, size_t max);
size_t cells_fit_end(const char *s, size_t n, size_t max);

/*
 * Appends a text as one line: unsafe characters are blanks, several blanks are one, and bytes that are
 * not UTF-8 are U+FFFD. A blank at its beginning or end stays.
 */
void cells_add_line(const char *s, size_t n, struct coop_buf *out);

#endif
