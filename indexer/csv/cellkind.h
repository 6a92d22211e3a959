/*
 * cellkind.h - what a cell looks like, and what the cells of a column have in common.
 */
#ifndef COOP_INDEXER_CSV_CELLKIND_H
#define COOP_INDEXER_CSV_CELLKIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From what tells least to what tells most; of a column, what nearly all its cells are. */
enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,
	CELL_CODE, /* letters, digits and signs of one shape without a blank: film-012 */
	CELL_NUMBER,  /* digits */
	CELL_DECIMAL, /* digits, a point or comma, digits */
	CELL_MINUTES, /* a running time with its unit (duration.h) */
	CELL_YEAR,    /* 1880 to 2100 */
	CELL_DATE,    /* 12/03/1999, 1999-03-12 */
	CELL_URL,
	CELL_COUNT
};

/* The kind of a cell; blanks around it were dropped. A code is known by its shape only. */
enum cell_kind cell_kind(const char *s, size_t n);

/*
 * A number for the shape of a cell: "film-012" and "bd-7" have the same. 0 when it has no
 * digit, holds a blank or is longer than a code.
 */
uint32_t cell_shape(const char *s, size_t n);

#endif
