/*
 * rows.h - the rows of a table, each as wide as the table.
 *
 * A row that is not is mended where one way of doing so is the only one that fits the columns:
 *  - empty cells too many are left out;
 *  - a cell that holds the delimiter without quotes is put together again (realign.h);
 *  - a row that ends inside a cell, at a line end without quotes, is joined with the next
 *    ones when these complete it exactly, and could not be rows by themselves.
 * The missing cells of another short row are taken as empty; another long row is left out.
 */
#ifndef COOP_INDEXER_CSV_ROWS_H
#define COOP_INDEXER_CSV_ROWS_H

#include "indexer/csv/dialect.h"
#include "indexer/csv/feed.h"
#include "indexer/csv/realign.h"

/* How many lines a broken cell may stand on. */
enum { ROWS_AHEAD = 8 };

struct rows {
	struct problems problems;
	enum charset charset; /* of the raw text */
	struct feed *feed;
	struct realign_table table;
	struct row ahead[ROWS_AHEAD]; /* read already, from `first` on; a ring */
	size_t first, count;
	bool end;      /* there are no more than these */
	size_t number; /* of the row given last, from 1; those left out count */
};

/*
 * Starts giving the rows of a feed, behind the header; to be done on zeros. All is borrowed.
 */
void rows_init(struct rows *r, struct problems problems, struct feed *feed,
	enum charset charset, const struct dialect *dialect,
	const struct profile *profile, size_t columns);
void rows_release(struct rows *r);

/* The next row, borrowed until the next call; NULL at the end. */
enum coop_status rows_next(struct rows *r, struct row **row, struct coop_error *err);

#endif
