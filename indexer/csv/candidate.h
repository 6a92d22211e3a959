/*
 * candidate.h - the sample of a table, and what one delimiter makes of it.
 */
#ifndef COOP_INDEXER_CSV_CANDIDATE_H
#define COOP_INDEXER_CSV_CANDIDATE_H

#include <stddef.h>

#include "indexer/decode/charset.h"

/* Size of the sample, in bytes. */
#define DIALECT_SAMPLE (256 << 10)

/* The start of a file, as source_sample() gives it. */
struct dialect_sample {
	const char *s;
	size_t n;             /* what exceeds DIALECT_SAMPLE is ignored */
	enum charset charset; /* CHARSET_UTF8 or CHARSET_WINDOWS_1252 */
};

/* A candidate delimiter, and the evidence for it. */
struct dialect_candidate {
	char delimiter, quote;
	unsigned score;       /* 0 to 100 */
	size_t columns;       /* the width of most rows */
	size_t rows;          /* in the sample */
	size_t agreeing;      /* rows of that width */
	size_t first;         /* the row where the table begins, from 0 */
	size_t known;         /* cells of that row that name a field */
	size_t headings;      /* cells of that row that are not empty */
	size_t typed;         /* columns of a kind other than text (cellkind.h) */
	size_t quoted, loose; /* cells in quotes; cells with misplaced quotes (scan.h) */
	size_t literal; /* of the latter, cells that begin with a quote of their text */
};

#endif
