/*
 * row.h - a row of a table: its cells, and its text as it is in the file.
 */
#ifndef COOP_INDEXER_CSV_ROW_H
#define COOP_INDEXER_CSV_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

struct row_cell {
	size_t off, len; /* in the row's text */
};

/* A row, in the caller's storage, which feed_row() fills again and again. Begin with `= {0}`. */
struct row {
	size_t line;          /* its first line in the file, from 1 */
	struct coop_buf raw;  /* as it is in the file, with the line ends around it */
	struct coop_buf text; /* the cells, in UTF-8 and with LF for line ends */
	struct row_cell *cell;
	size_t count, cap;
	bool apart;                          /* a blank line stands above it */
	size_t garbled_line, garbled_column; /* of its first mojibake, perhaps; 0: none */
};

void row_release(struct row *row);
/* Forgets the row, and keeps its storage. */
void row_reset(struct row *row);
/* Turns every line end of the text from `off` on into an LF. */
void row_end_lines(struct row *row, size_t off);
/* A cell of a row; borrowed. */
const char *row_cell(const struct row *row, size_t i, size_t *len);
/* Whether all cells from the one given on are empty. */
bool row_is_empty_from(const struct row *row, size_t i);

#endif
