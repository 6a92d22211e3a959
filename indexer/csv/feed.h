/*
 * feed.h - the rows of a CSV file, parsed by libcsv.
 *
 * A quote that is never closed costs its row, not the rest of the file. What cells are wrapped in is
 * taken off (wrappings.h); a row that has not the width of the table is read otherwise where it then
 * has (reread.h).
 */
#ifndef COOP_INDEXER_CSV_FEED_H
#define COOP_INDEXER_CSV_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/dialect.h"
#include "indexer/csv/row.h"
#include "indexer/decode/byte_problems.h"
#include "shared/core/error.h"

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

/* The rows from the next one that is read on are of a table of so many columns. */
void feed_set_columns(struct feed *f, size_t columns);

/* Tells what was taken off cells, at the end of the file. */
void feed_report(const struct feed *f);

#endif
