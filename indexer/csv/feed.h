/*
 * feed.h - the rows of a CSV file, parsed by libcsv.
 *
 * A quote that is never closed costs its row, not the rest of the file.
 */
#ifndef COOP_INDEXER_CSV_FEED_H
#define COOP_INDEXER_CSV_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/dialect.h"
#include "indexer/decode/byte_problems.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

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
};

void row_release(struct row *row);
/* A cell of a row; borrowed. */
const char *row_cell(const struct row *row, size_t i, size_t *len);
/* Whether all cells from the one given on are empty. */
bool row_is_empty_from(const struct row *row, size_t i);

struct feed;

/*
 * Starts reading a source that was just opened; it is borrowed, as is what `problems` names, where
 * problems are reported. Where the user named the character set (`charset_named`), no line is taken
 * to be in another one.
 */
enum coop_status feed_new(struct source *source, struct problems problems,
	const struct dialect *dialect, bool charset_named, struct feed **out,
	struct coop_error *err);
void feed_free(struct feed *f); /* NULL is fine */

/* Reads on until a row is complete; `*more` is false at the end of the file. */
enum coop_status feed_row(
	struct feed *f, struct row *row, bool *more, struct coop_error *err);

#endif
