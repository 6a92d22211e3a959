/*
 * reread.h - the other readings of a row that does not have the width of its table.
 *
 * A parser of CSV takes a quote at the start of a cell for the start of a quoted one, and a semicolon
 * for the end of a cell. Where the row has the right number of cells only if it is read otherwise, it
 * is: "Solidaires" et autres récits|1998. What is read otherwise is counted. Time is linear in the
 * length of the row. Where memory runs out, the row's text remembers it.
 */
#ifndef COOP_INDEXER_CSV_REREAD_H
#define COOP_INDEXER_CSV_REREAD_H

#include "indexer/csv/row.h"
#include "indexer/csv/wrappings.h"
#include "indexer/decode/repair.h"

/* To be initialised with zeros but for what the caller knows of the table. */
struct reread {
	size_t columns;
	char delimiter, quote; /* NUL where quotes mean nothing */
	bool wrapped;          /* lines are quoted as a whole */
	struct wrappings wrappings;
	struct coop_buf line; /* a line being unwrapped */
};

void reread_release(struct reread *r);

/*
 * Reads the first line of a row that the parser thinks is longer, `n` bytes of its raw text, as all of
 * it, if its quotes belong to the text: then they are in pairs, as they never are where a cell of
 * several lines begins. Returns whether the row is that line now.
 */
bool reread_first_line(
	struct reread *r, struct row *row, size_t n, struct repair *repair);

/*
 * Reads a row of another width than the table's otherwise, if it then has that width: as a line that
 * was quoted as a whole, with quotes that belong to the text, or, last, with entities that lack their
 * semicolons. Else it stays as it is. A row of that width gets back the quotes that the parser took off
 * a cell, if they belong to its text: "A" et "B".
 */
void reread_row(struct reread *r, struct row *row, struct repair *repair);

/*
 * Reads the last row of a file, in which a quote is never closed, with that quote left out, if it then has
 * the width of the table: 12;"Les Lip;2007
 */
void reread_unclosed(struct reread *r, struct row *row, struct repair *repair);

/* Where quotes mean nothing: counts a row in which one was opened and not closed. */
void reread_note_open(struct reread *r, const struct row *row);

#endif
