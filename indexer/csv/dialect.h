/*
 * dialect.h - sniffs the dialect of a CSV file: delimiter, quotes, header.
 *
 * The sample is parsed with each candidate delimiter and scored by how much it looks like a table:
 * rows of the same width, headings that name fields, columns of one kind, quotes where RFC 4180
 * has them. Tried as well are \" and \' as quotes inside a cell, apostrophes as quotes, quotes that
 * mean nothing, lines that were quoted as a whole, rare delimiters such as "^", and columns in fixed places
 * (fixed.h). The scores of all
 * candidates stay in the result, so that a choice can be explained.
 */
#ifndef COOP_INDEXER_CSV_DIALECT_H
#define COOP_INDEXER_CSV_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/candidate.h"
#include "indexer/csv/fixed.h"
#include "indexer/csv/profile.h"
#include "shared/core/error.h"

/* What the user gives. */
struct dialect_given {
	char delimiter; /* NUL: to be sniffed */
	bool no_header; /* the first row is data */
	bool header;    /* the table has a header, whatever it looks like */
	bool exact; /* cells are written as RFC 4180 has them: nothing is wrapped otherwise */
};

enum { DIALECT_CANDIDATES = 12 };

struct dialect {
	char delimiter;
	char quote;     /* NUL when quotes mean nothing */
	bool backslash; /* a quote inside a cell is written \" (scan_unescape()) */
	bool wrapped; /* lines were put in quotes as a whole, and quotes in them doubled */
	bool sep_line;      /* the first line is Excel's "sep=;" */
	bool header;        /* the first row of the table names the columns */
	bool decimal_comma; /* numbers are written 1,5 */
	bool comments;      /* some of the lines above the table begin with "#" or "//" */
	struct fixed fixed; /* columns in fixed places: each line becomes one of tabs */
	bool fixed_doubt;   /* the header looks like that, the rows do not keep to it */
	size_t skip;        /* lines above the table */
	size_t columns;
	size_t unnamed; /* the last of them, which the header does not name (wider.h) */
	unsigned confidence; /* in the delimiter, in percent; 100 when it was given */
	/* the chosen one first */
	struct dialect_candidate candidates[DIALECT_CANDIDATES];
	size_t ncandidates;
};

/*
 * Sniffs a dialect. `profile` tells what the columns hold in the rows below the header; it is the
 * caller's to release. Fails with COOP_E_NOMEM only.
 */
enum coop_status dialect_guess(const struct dialect_sample *sample,
	const struct dialect_given *given, struct dialect *out, struct profile *profile,
	struct coop_error *err);

/*
 * Whether a file is a table at all, judged by its dialect. It is if it has a line "sep=;"; if at
 * least two headings, and half of them, name fields; or if nine rows in ten have the same width of
 * two or more and either a heading names a field or there are at least DIALECT_TABLE_ROWS rows of
 * DIALECT_TABLE_CELLS cells.
 */
#define DIALECT_TABLE_ROWS  3
#define DIALECT_TABLE_CELLS 3
bool dialect_is_table(const struct dialect *d);

#endif
