/*
 * odd.h - rows of a table that are no records.
 *
 *  - A comment, "# annulé" or "// annulé": where comments stand above the table too, or else if it is
 *    all of its row. One as wide as the table is one only if a blank follows the sign.
 *  - The header once more, as in files that were put one behind the other, whatever its case.
 *  - A sum below the table: "Total : 127 notices", or TOTAL and nothing else but numbers, none of them
 *    a year; "127 notices", and nothing else.
 *  - The line of a page: "Page 2 / 3", "p. 2" or "- 2 -", and nothing else.
 */
#ifndef COOP_INDEXER_CSV_ODD_H
#define COOP_INDEXER_CSV_ODD_H

#include "indexer/csv/columns.h"
#include "indexer/csv/row.h"

/* What is known of the table; all is borrowed. */
struct odd_rows {
	const struct row *header; /* without cells when there is none */
	const struct columns *columns;
	bool comments; /* there are comments above the table */
};

/* Why a row is no record, in the user's language; NULL when it is one. */
const char *odd_row_why(const struct odd_rows *o, const struct row *row);

/*
 * Cuts off the header where it stands behind the last cell of a row, because the file before it had no
 * line end: 1998Titre;Auteur. False when it does not.
 */
bool odd_row_cut(const struct odd_rows *o, struct row *row);

#endif
