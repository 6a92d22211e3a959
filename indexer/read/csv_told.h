/*
 * csv_told.h - what users are told of a table: its dialect, its columns, and what is odd about these.
 *
 * Facts and columns are for a dry run alone; what users should know of a column is told in every run,
 * unless a dry run shows it among its facts.
 */
#ifndef COOP_INDEXER_READ_CSV_TOLD_H
#define COOP_INDEXER_READ_CSV_TOLD_H

#include "indexer/csv/columns.h"
#include "indexer/csv/dialect.h"
#include "indexer/csv/profile.h"
#include "indexer/report/report.h"

/* The table that is spoken of; all is borrowed. */
struct csv_told {
	struct report *report;
	const char *path;
	const struct dialect *dialect;
	struct columns *columns;
	const struct profile *profile;
};

/* The dialect, as facts; of a table in a page there is less to say. */
void csv_told_dialect(const struct csv_told *t, bool of_page);
/* The dialect in one line, for --verbose, with the name of the character set. */
enum coop_status csv_told_line(
	const struct csv_told *t, const char *charset, struct coop_error *err);
/* The columns, and why they are what they are. */
enum coop_status csv_told_columns(const struct csv_told *t, struct coop_error *err);

/* Rows have cells that the header, which has so many and is on that line, does not name. */
void csv_told_unnamed(const struct csv_told *t, size_t named, size_t line);
/* The table looks like one of fixed.h, and is none, if that is so. */
void csv_told_fixed(const struct csv_told *t);
/* Another table begins on a line. */
void csv_told_another(const struct csv_told *t, size_t line);
/* At the end of a table: how many cells were words for "no value". */
void csv_told_nulls(const struct csv_told *t);
/* No column is the title: which one would be the best, and how to say so. */
void csv_told_no_title(const struct csv_told *t);

#endif
