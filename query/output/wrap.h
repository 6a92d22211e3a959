/*
 * wrap.h - text in lines of a width, with its marks highlighted.
 */
#ifndef COOP_QUERY_OUTPUT_WRAP_H
#define COOP_QUERY_OUTPUT_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/output/marks.h"

struct wrap {
	FILE *out;
	bool colour;   /* highlight marks */
	size_t width;  /* cells of a line */
	size_t indent; /* cells before each line but the first, where the caller stands */
	size_t column; /* cells that the current line has */
};

/*
 * Puts a text, whatever bytes it is, without a line end behind it. Blanks between words become one blank
 * or the end of a line, a line end of the text stays one, and an empty line one empty line. A word that
 * no line has room for is cut. `marks` are those of the text, or NULL.
 */
void wrap_text(struct wrap *w, const char *text, size_t len, const struct marks *marks);

#endif
