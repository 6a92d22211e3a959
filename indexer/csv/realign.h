/*
 * realign.h - repairs a row with too many cells, if just one way of doing so fits the columns.
 *
 * A cell that holds the delimiter without being quoted comes as two. Where other columns hold years,
 * codes or numbers, there may be only one way to join the pieces so that all cells fit.
 */
#ifndef COOP_INDEXER_CSV_REALIGN_H
#define COOP_INDEXER_CSV_REALIGN_H

#include <stdbool.h>

#include "indexer/csv/feed.h"
#include "indexer/csv/profile.h"

/* The limits of what is tried: surplus cells of a row, and columns of the table. */
enum { REALIGN_EXTRA = 4, REALIGN_COLUMNS = 256 };

/* What is known of the table. */
struct realign_table {
	const struct profile *profile;
	size_t columns;
	char delimiter, quote;
};

/*
 * Joins cells so that there is one for each column. False, and the row unchanged, when no way or
 * several ways fit; false as well when memory runs out, which the row's text remembers. `*at` is the
 * offset in `raw` of the first joined cell.
 */
bool realign(const struct realign_table *t, struct row *row, size_t *at);

/*
 * Drops surplus cells that are mere dashes, where the table has none, if the others then fit the
 * columns; `*at` as above. False, and the row unchanged, when that is not so.
 */
bool realign_drop(const struct realign_table *t, struct row *row, size_t *at);

/*
 * The offset in `raw` of a cell; 0 when the cells of `raw` are not those of the row, as after a
 * repair.
 */
size_t realign_find(const struct realign_table *t, const struct row *row, size_t cell);

#endif
