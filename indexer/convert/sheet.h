/*
 * sheet.h - the cells of a sheet, kept in a compact form until all of it is known, and sent as a table
 * (frame.h).
 *
 * Rows and columns count from 0. Rows without text are not sent, nor the empty columns before the first
 * one; short rows are filled up. A cell that was merged with cells below it is in each of these rows that
 * has text of its own. Where a header has two rows, the upper one with headings over several columns, they
 * become one: of each column the lower heading.
 */
#ifndef COOP_INDEXER_CONVERT_SHEET_H
#define COOP_INDEXER_CONVERT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/decode/frame.h"
#include "shared/core/buf.h"

enum {
	SHEET_ROWS_MAX = 1 << 24, /* sixteen times those of any program */
	SHEET_COLUMNS_MAX = 1 << 14,
	/* a row or cell that is repeated more often is a slip of the hand, or made to fill a disk */
	SHEET_REPEATED_ROWS_MAX = 10000,
	SHEET_REPEATED_COLUMNS_MAX = 1000
};
/* What all sheets of a workbook may hold as tables, in bytes. */
#define SHEETS_TEXT_MAX ((size_t)256 << 20)

/* A text: in the sheet, or in the texts that the sheets of a workbook share. */
struct sheet_text {
	uint32_t off, len;
	bool shared;
};

struct sheet_cell {
	uint32_t row;
	uint16_t column;
	bool shared;
	uint32_t off, len;
};

/* Merged cells: rows `row` to `last`, and so many columns. */
struct sheet_merge {
	uint32_t row, last;
	uint16_t column, columns;
};

/* To be initialised with zeros. */
struct sheet {
	const struct coop_buf *shared; /* texts of the workbook; borrowed */
	struct coop_buf text;
	struct sheet_cell *cells;
	size_t count, cap;
	bool unsorted; /* a cell came before the one above or to its left */
	struct sheet_merge *merges;
	size_t nmerges, merges_cap;
	size_t unvalued,
		unvalued_row;  /* formulas without a value, and the first of them */
	size_t lost, lost_row; /* cells whose text is missing, and the first of them */
	size_t cut;            /* rows and cells that were repeated too often */
};

/* Empties it for the next sheet; keeps the memory. */
void sheet_clear(struct sheet *s);
void sheet_release(struct sheet *s);

/* Keeps a text, to be put into one cell or several; without bytes when memory runs out. */
struct sheet_text sheet_keep(struct sheet *s, const char *text, size_t n);

/*
 * Puts a text into a cell; blanks alone are none. CONVERSION_TOO_LARGE: the sheet ends before that, or
 * holds too much.
 */
enum conversion_failure sheet_put(
	struct sheet *s, size_t row, size_t column, struct sheet_text text);

/* Takes the cells away that were put since there were `count`: those of a row that was cut. */
void sheet_cut(struct sheet *s, size_t count);

/* Merges a cell with those below it, down to the row `last`, and to its right. */
enum conversion_failure sheet_merge(
	struct sheet *s, size_t row, size_t column, size_t last, size_t columns);

/* What is sent of a sheet before its cells. */
struct sheet_head {
	size_t place; /* among the sheets, from 0 */
	bool hidden;
	const char *name;
	size_t name_len;
};

/*
 * Sends a sheet, and why it ends where it does; takes what it needs off `*room`. CONVERSION_MEMORY when
 * memory ran out, and the sheet was not sent in full.
 */
enum conversion_failure sheet_answer(struct sheet *s, const struct sheet_head *head,
	size_t *room, enum conversion_failure failure);

#endif
