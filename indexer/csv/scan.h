/*
 * scan.h - the cells of CSV text in memory, as RFC 4180 has them but for blanks around them.
 *
 * feed.h parses what is indexed; this tells what a sample of a file or a doubtful row looks
 * like. Linear in the length of the text, whatever it holds.
 */
#ifndef COOP_INDEXER_CSV_SCAN_H
#define COOP_INDEXER_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan {
	const char *s;
	size_t n;
	char delimiter, quote; /* a quote of NUL is none */
	size_t at;             /* where the next cell begins */
	bool behind;           /* the cell before ended with a delimiter */
	bool unclosed;         /* a quote is never closed: quotes mean nothing any more */
};

struct scan_cell {
	size_t begin, end; /* with the blanks and quotes around it */
	size_t off, len;   /* what it holds; quotes in it are still doubled */
	bool quoted;
	bool loose;    /* it has quotes where RFC 4180 allows none */
	bool ends_row; /* it is the last of its row */
};

/* Starts at the beginning of a text, which is borrowed. */
struct scan scan_begin(const char *s, size_t n, char delimiter, char quote);

/* The next cell; false at the end of the text. Blank lines are no rows. */
bool scan_next(struct scan *scan, struct scan_cell *cell);

/*
 * Makes RFC 4180 of quotes that are written \", as some databases do: "" takes as much room.
 */
void scan_unescape(char *s, size_t n);

#endif
