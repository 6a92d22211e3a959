/*
 * realign.h - a row with too many cells, read in the only way that fits the columns.
 *
 * A cell that holds the delimiter without quotes around it comes as two cells. Where years,
 * codes or numbers stand in the other columns, there may be just one way to put the pieces
 * together again.
 */
#ifndef COOP_INDEXER_CSV_REALIGN_H
#define COOP_INDEXER_CSV_REALIGN_H

#include <stdbool.h>

#include "indexer/csv/feed.h"
#include "indexer/csv/profile.h"

/* How many cells too many may be put together again, and of how many columns. */
enum { REALIGN_EXTRA = 4, REALIGN_COLUMNS = 256 };

/* How a table is written, as far as it matters here. */
struct realign_table {
	const struct profile *profile;
	size_t columns;
	char delimiter, quote;
};

/*
 * Puts the cells of a row together so that there is one for each column. False, and the row
 * as it was, when none or several ways fit, or when memory runs out, which the row's text
 * remembers. `*at` is where in `raw` the first cell put together begins.
 */
bool realign(const struct realign_table *t, struct row *row, size_t *at);

/*
 * The place in a row where a cell begins, as the offset in `raw`; the start of the row when
 * the cells of `raw` are not those of the row.
 */
size_t realign_find(const struct realign_table *t, const struct row *row, size_t cell);

#endif
