/*
 * reread.h - the other readings of a row that does not have the width of its table.
 *
 * A parser of CSV takes a quote at the start of a cell for the start of a quoted one, and a semicolon
 * for the end of a cell. Where the row has the right number of cells only if it is read otherwise, it
 * is: "Solidaires" et autres récits|1998. Time is linear in the length of the row.
 */
#ifndef COOP_INDEXER_CSV_REREAD_H
#define COOP_INDEXER_CSV_REREAD_H

#include "indexer/csv/row.h"
#include "indexer/csv/scan.h"

/*
 * Reads a row from a scan of its text, which must not be that of the row, as far as it has exactly
 * `columns` cells, whose quotes are in pairs. False, and the row unchanged, when it has not; false as
 * well when memory runs out, which the row's text remembers.
 */
bool reread(struct row *row, struct scan scan, size_t columns);

#endif
