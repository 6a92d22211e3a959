/*
 * feed.h - a CSV file row by row, as libcsv parts it.
 *
 * A quote that is never closed costs the row it stands in, not the rest of the file.
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

/* A row. Its storage is the caller's, and is used again by the next feed_row(). */
struct row {
	size_t line;          /* where it begins, from 1 */
	struct coop_buf raw;  /* as it stands in the file, with the line ends around it */
	struct coop_buf text; /* the cells, in UTF-8; their lines end in LF */
	struct row_cell *cell;
	size_t count, cap;
};

void row_release(struct row *row);
/* A cell of a row; borrowed. */
const char *row_cell(const struct row *row, size_t i, size_t *len);
/* Whether a cell holds nothing. */
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
