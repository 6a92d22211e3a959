/*
 * columns.h - the columns of a table, and the records that its rows become.
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

/* A column: the field it fills, or the name it keeps (in `names`). */
struct column {
	enum coop_field field;
	bool ignored; /* the user wants nothing of it */
	bool settled; /* the user says what it is */
	size_t name, len;
};

/* To be initialised with zeros. */
struct columns {
	struct column *at;
	size_t count, cap;
	bool taken[COOP_FIELD_COUNT]; /* fields that a column fills */
	bool origin; /* the last two are `file` and `line`, as sink_export.h writes them */
	struct coop_buf names, scratch;
};

void columns_release(struct columns *c);

/*
 * Takes the first row of a table for the names of its columns. A map (map.h), which may be
 * NULL, comes before the headings that are known. A second column of a field that can hold
 * one value only keeps its own name; one without a heading is called by its place, from "1". Where no column holds titles, one that is called "Name",
 * "Titre original" or the like does.
 */
enum coop_status columns_from_header(struct columns *c, const struct row *header,
	struct column_map *map, struct coop_error *err);

/*
 * Names the columns of a table without a header by their places, from "1" on. What they hold
 * tells the fields of some: the id, the title, the year, a running time with its unit, a link
 * and a long text. A map comes before that.
 */
enum coop_status columns_from_profile(struct columns *c, const struct profile *p,
	struct column_map *map, struct coop_error *err);

/*
 * Fills a record with a row; cells behind the last column are left out. It comes from that row
 * of the file, unless the row says where else it was found.
 */
void columns_fill(struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec);

#endif
