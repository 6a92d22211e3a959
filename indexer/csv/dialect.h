/*
 * dialect.h - how a CSV file is written, found out from a sample of it.
 *
 * Every delimiter is tried on the whole sample, parsed with quotes in mind, and scored by what
 * a table would look like: rows of one width, headings that name fields, columns of one kind,
 * quotes where they belong. What was found for each stays in the result, so that a choice
 * can be explained.
 */
#ifndef COOP_INDEXER_CSV_DIALECT_H
#define COOP_INDEXER_CSV_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/profile.h"
#include "indexer/decode/charset.h"
#include "shared/core/error.h"

/* How much of a file is looked at, in bytes. */
#define DIALECT_SAMPLE (256 << 10)

/* The start of a file, as source_sample() gives it. */
struct dialect_sample {
	const char *s;
	size_t n;             /* more than DIALECT_SAMPLE is not looked at */
	enum charset charset; /* CHARSET_UTF8 or CHARSET_WINDOWS_1252 */
};

/* What the user says of the file. */
struct dialect_given {
	char delimiter; /* NUL: to be found out */
	bool no_header; /* the first row is a row like any other */
};

/* A delimiter that was tried, and what speaks for it. */
struct dialect_candidate {
	char delimiter, quote;
	unsigned score;       /* 0 to 100 */
	size_t columns;       /* the width that most rows have */
	size_t rows;          /* looked at */
	size_t agreeing;      /* of these, the ones of that width */
	size_t first;         /* the row where the table begins, from 0 */
	size_t known;         /* cells of that row that name a field */
	size_t headings;      /* cells of it that hold something */
	size_t typed;         /* columns that hold one kind of thing, such as years */
	size_t quoted, loose; /* cells in quotes; those with quotes out of place */
};

enum { DIALECT_CANDIDATES = 6 };

struct dialect {
	char delimiter;
	char quote;         /* NUL when quotes mean nothing */
	bool backslash;     /* a quote inside a cell is written \" (scan_unescape()) */
	bool sep_line;      /* the first line is Excel's "sep=;" */
	bool header;        /* the first row names the columns */
	bool decimal_comma; /* numbers are written 1,5 */
	size_t skip;        /* lines above the first row */
	size_t columns;
	unsigned confidence; /* in the delimiter, in percent; 100 when it was given */
	struct dialect_candidate candidates[DIALECT_CANDIDATES]; /* the one taken first */
	size_t ncandidates;
};

/*
 * Finds out how a file is written. `profile` tells what its columns hold, from the rows
 * behind the header; it is the caller's to release. Fails for want of memory only.
 */
enum coop_status dialect_guess(const struct dialect_sample *sample,
	const struct dialect_given *given, struct dialect *out, struct profile *profile,
	struct coop_error *err);

/*
 * Whether what was guessed is a table at all, for a file whose name does not tell: it says so
 * itself ("sep=;"); or two headings and more, and half of them, name fields; or nine rows in
 * ten are of one width of at least two, and a heading names a field or there are
 * DIALECT_TABLE_ROWS rows of DIALECT_TABLE_CELLS cells and more.
 */
#define DIALECT_TABLE_ROWS  3
#define DIALECT_TABLE_CELLS 3
bool dialect_is_table(const struct dialect *d);

#endif
