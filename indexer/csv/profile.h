/*
 * profile.h - statistics of what the columns of a table hold, from a sample of its rows.
 */
#ifndef COOP_INDEXER_CSV_PROFILE_H
#define COOP_INDEXER_CSV_PROFILE_H

#include "indexer/csv/cellkind.h"
#include "indexer/csv/scan.h"
#include "shared/core/error.h"

/* The first columns and rows of the sample, and the slots of a column's table of hashes. */
enum { PROFILE_COLUMNS = 256, PROFILE_ROWS = 400, PROFILE_SLOTS = 1 << 10 };
/* The cells of a column that are kept, and their bytes; longer ones are not. */
enum { PROFILE_EXAMPLES = 20, PROFILE_EXAMPLE_MAX = 60 };

struct column_profile {
	enum cell_kind kind;
	uint32_t shape;  /* of a code or number (cell_shape()), else 0 */
	size_t filled;   /* cells that hold a value: empty ones and nulls.h are none */
	size_t maybe;    /* cells that may be no value, or a code (NULL_MAYBE), */
	size_t codes;    /* and codes that are no such word */
	size_t bytes;    /* in these */
	size_t repeated; /* cells that equal an earlier one (of 32 bits of hash) */
	size_t blanks;   /* cells that begin with a blank, outside of quotes */
	size_t kinds[CELL_COUNT];     /* cells of each kind */
	size_t shaped;                /* cells of that shape */
	uint32_t seen[PROFILE_SLOTS]; /* the hashes of the cells; 0: none */
	/* the first of the cells that are filled and short, in the file's character set */
	char example[PROFILE_EXAMPLES][PROFILE_EXAMPLE_MAX];
	unsigned char example_len[PROFILE_EXAMPLES];
	size_t examples;
};

struct profile {
	struct column_profile *at;
	size_t least, columns; /* the width of the rows that count */
	size_t rows;
	size_t points, commas; /* decimals with a point, with a comma, in all columns */
	size_t dashes;         /* cells that are a mere dash, in all columns */
};

/*
 * Profiles the remaining rows of a scan that have `least` to `columns` cells, empty ones at their end
 * aside.
 */
enum coop_status profile_take(struct profile *p, struct scan scan, size_t least,
	size_t columns, struct coop_error *err);
void profile_release(struct profile *p);

/*
 * The same for values that come one at a time, of columns that turn up meanwhile: begin, add values of
 * columns from 0, and end with how many columns and rows there were.
 */
enum coop_status profile_begin(struct profile *p, struct coop_error *err);
void profile_add(struct profile *p, size_t column, const char *s, size_t n);
void profile_end(struct profile *p, size_t columns, size_t rows);

/* The kind of a column; CELL_TEXT for one beyond the sample. */
enum cell_kind profile_kind(const struct profile *p, size_t column);

/*
 * Whether a cell fits the kind of a column. An empty cell fits any column, any cell one of text.
 */
bool profile_fits(const struct profile *p, size_t column, const char *s, size_t n);

#endif
