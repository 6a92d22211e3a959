/*
 * scan.h - the cells of CSV text in memory, by RFC 4180, with blanks around cells ignored.
 *
 * A quote at the start of a cell that is closed within the text belongs to the text: "A" et autres.
 * Where cells are parted by semicolons, those of HTML entities part none: caf&eacute;.
 *
 * feed.h parses what is indexed; this parses the sample of a file, or a doubtful row. Time is linear
 * in the length of the text, whatever it holds.
 */
#ifndef COOP_INDEXER_CSV_SCAN_H
#define COOP_INDEXER_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct scan {
	const char *s;
	size_t n;
	char delimiter, quote; /* NUL for no quotes */
	size_t at;             /* offset of the next cell */
	bool after;            /* the cell before ended with a delimiter */
	bool unclosed;   /* a quote was never closed: from there on quotes are ordinary */
	bool entities;   /* the semicolon of an HTML entity parts no cells */
	bool quotations; /* no delimiter counts between two quotes, wherever they are */
};

struct scan_cell {
	size_t begin, end; /* the cell with the blanks and quotes around it */
	size_t off, len;   /* its contents, in which quotes are still doubled */
	bool quoted;
	bool formula;  /* quoted as Excel's ="text" */
	bool loose;    /* it has misplaced quotes: where RFC 4180 allows none */
	bool ends_row; /* it is the last one of its row */
};

/* Starts a scan of a text, which is borrowed. */
struct scan scan_begin(const char *s, size_t n, char delimiter, char quote);

/* The next cell; false at the end of the text. Blank lines are skipped. */
bool scan_next(struct scan *scan, struct scan_cell *cell);

/*
 * Turns quotes that some databases write as \" (or \', as `quote` says) into those of RFC 4180, "",
 * which are as long.
 */
void scan_unescape(char *s, size_t n, char quote);

#endif
