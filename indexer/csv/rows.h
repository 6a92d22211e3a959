/*
 * rows.h - the rows of a table, repaired so that each is as wide as the table.
 *
 *  - Surplus empty cells are dropped.
 *  - A cell that holds the delimiter without being quoted is joined again (realign.h), if only one
 *    way fits the columns.
 *  - A row that ends inside a cell, at a line end that is not quoted, is joined with the next rows,
 *    if these complete it exactly and could not be rows by themselves.
 *  - A cell that is a mere dash is dropped, if the others then fit the columns.
 *  - Rows that are no records are left out (odd.h).
 * Where another table begins (another.h), the caller is told, and takes its header.
 * In any other short row the missing cells are taken as empty; any other long row is rejected.
 */
#ifndef COOP_INDEXER_CSV_ROWS_H
#define COOP_INDEXER_CSV_ROWS_H

#include "indexer/csv/dialect.h"
#include "indexer/csv/feed.h"
#include "indexer/csv/odd.h"
#include "indexer/csv/realign.h"

/* The most rows that a row is joined from. */
enum { ROWS_AHEAD = 8 };

struct rows {
	struct problems problems;
	enum charset charset; /* character set of the raw text */
	struct feed *feed;
	struct realign_table table;
	struct odd_rows odd;
	size_t least;                 /* cells: a row as wide as the header lacks none */
	struct row ahead[ROWS_AHEAD]; /* ring buffer of rows, from `first` on */
	size_t first, count;
	bool several; /* another table may follow, and */
	bool another; /* the current row is its header; the caller is to call rows_restart() */
	bool apart; /* the row before was empty, or is the title of another table */
	bool begun; /* there is a current row */
	struct coop_buf scratch;
	bool end; /* the feed has no more rows */
};

/* Starts with the rows of a feed after the header; `r` holds zeros. All else is borrowed. */
void rows_init(struct rows *r, struct problems problems, struct feed *feed,
	enum charset charset, const struct dialect *dialect,
	const struct profile *profile, struct odd_rows odd);
void rows_release(struct rows *r);

/*
 * Goes on with the rows below the current one as those of another table, of which `odd` and `profile` are
 * known. All is borrowed.
 */
void rows_restart(struct rows *r, const struct profile *profile, struct odd_rows odd);

/*
 * Appends the rows below the current one, as far as they are read ahead and belong to the same table, as
 * tab-separated values in quotes.
 */
enum coop_status rows_add_ahead(
	struct rows *r, struct coop_buf *out, struct coop_error *err);

/* The next row, borrowed until the next call; NULL at the end. */
enum coop_status rows_next(struct rows *r, struct row **row, struct coop_error *err);

#endif
