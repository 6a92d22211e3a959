/*
 * cellkind.h - the type of a cell by its form: a year, a number, a link, text.
 */
#ifndef COOP_INDEXER_CSV_CELLKIND_H
#define COOP_INDEXER_CSV_CELLKIND_H

#include <stddef.h>
#include <stdint.h>

/* From the least to the most specific. A column has the kind of nearly all its cells. */
enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_CODE, /* of a column alone: cells without blanks that share a shape, film-012 */
	CELL_NUMBER,  /* digits */
	CELL_DECIMAL, /* digits, a point or comma, digits */
	CELL_MINUTES, /* a running time with its unit (duration.h) */
	CELL_YEAR,    /* 1880 to 2100 */
	CELL_DATE,    /* 12/03/1999, 1999-03-12 */
	CELL_URL,
	CELL_COUNT
};

/* The kind of a cell without blanks around it; never CELL_CODE. */
enum cell_kind cell_kind(const char *s, size_t n);

/*
 * A hash of the shape of a cell: "film-012" and "bd-7" have the same. 0 when it has no digit, holds
 * a blank or is too long for a code.
 */
uint32_t cell_shape(const char *s, size_t n);

#endif
