/*
 * columns.h - maps the columns of a table to fields, and its rows to records.
 */
#ifndef COOP_INDEXER_CSV_COLUMNS_H
#define COOP_INDEXER_CSV_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/csv/feed.h"
#include "indexer/csv/map.h"
#include "indexer/csv/profile.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

/* A column: the field that it fills; with COOP_F_OTHER it keeps its name (in `names`). */
struct column {
	enum coop_field field;
	bool ignored; /* the user's map says so */
	bool settled; /* named in the user's map: nothing else gives it a field */
	size_t name, len;
};

/* To be initialised with zeros. */
struct columns {
	struct column *at;
	size_t count, cap;
	bool taken[COOP_FIELD_COUNT]; /* fields that a column fills */
	bool origin; /* the last two are `file` and `line` of an export (sink_export.h) */
	struct coop_buf names, scratch;
};

void columns_release(struct columns *c);

/*
 * Takes the header of a table, and so many columns after it that it does not name. The user's map
 * (map.h), which may be NULL, comes before the headings of the field table. A second column of a field
 * that holds one value only keeps its own name. A column without a heading is named by its number, from
 * "1". Where no heading means titles, one such as "Name" or "Titre original" does.
 */
enum coop_status columns_from_header(struct columns *c, const struct row *header,
	size_t unnamed, struct column_map *map, struct coop_error *err);

/*
 * For a table without a header: columns are named by their numbers, from "1". Some get a field by
 * what they hold: id, title, year, running time with a unit, link, long text. The user's map comes
 * before that.
 */
enum coop_status columns_from_profile(struct columns *c, const struct profile *p,
	struct column_map *map, struct coop_error *err);

/*
 * Fills a record with the cells of a row; cells beyond the columns are left out. The record comes
 * from that row of the file, or from where the row of an export says, which is a name alone.
 */
void columns_fill(struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec);

/*
 * Appends what makes a row the row that it is: its cells in NFC, but those that the user has ignored.
 * What columns are does not count: with a row more they may be taken for something else. Nor do empty
 * cells at the end: they come and go with columns that the row does not use.
 */
void columns_add_content(
	const struct columns *c, const struct row *row, struct coop_buf *out);

#endif
