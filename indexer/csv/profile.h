/*
 * profile.h - what the columns of a table hold, from a sample of its rows.
 */
#ifndef COOP_INDEXER_CSV_PROFILE_H
#define COOP_INDEXER_CSV_PROFILE_H

#include "indexer/csv/cellkind.h"
#include "indexer/csv/scan.h"
#include "shared/core/error.h"

/* How many columns are looked at, and how many rows. */
enum { PROFILE_COLUMNS = 256, PROFILE_ROWS = 400, PROFILE_BITS = 1 << 13 };

struct column_profile {
	enum cell_kind kind;
	uint32_t shape;  /* of a code or number (cell_shape()), else 0 */
	size_t filled;   /* cells that hold something */
	size_t bytes;    /* in them */
	size_t repeated; /* cells like an earlier one, nearly */
	size_t blanks;   /* cells that begin with a blank, outside of quotes */
	size_t kinds[CELL_COUNT];
	size_t shaped;                        /* cells of that shape */
	unsigned char seen[PROFILE_BITS / 8]; /* hashes of the cells */
};

struct profile {
	struct column_profile *at;
	size_t columns, rows;
	size_t points, commas; /* decimals of each kind, in all columns */
};

/*
 * Looks at the rows with `columns` cells that a scan still has to give; those that are
 * longer by empty cells only count too.
 */
enum coop_status profile_take(
	struct profile *p, struct scan scan, size_t columns, struct coop_error *err);
void profile_release(struct profile *p);

/* The kind of a column; CELL_TEXT for one that was not looked at. */
enum cell_kind profile_kind(const struct profile *p, size_t column);

/*
 * Whether a cell may stand in a column: an empty cell may stand anywhere, a text of any kind
 * in a column of texts.
 */
bool profile_fits(const struct profile *p, size_t column, const char *s, size_t n);

#endif
