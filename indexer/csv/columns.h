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

/* Why a column has its field, or keeps its name. */
enum role_why {
	ROLE_NO_FIELD, /* nothing names one */
	ROLE_HEADING,
	ROLE_CONTENT,
	ROLE_MAP, /* the user's map */
	/* the heading names `wanted`, but: */
	ROLE_TAKEN,    /* another column is that */
	ROLE_REPEATS,  /* an id, but its values repeat */
	ROLE_SPARSE,   /* an id, but most rows have none */
	ROLE_LONG,     /* an id, but as long as text */
	ROLE_NO_YEARS, /* and so on: there are none in it */
	ROLE_NO_TIMES,
	ROLE_NO_LINKS,
	ROLE_LINKS,  /* it holds links, */
	ROLE_NUMBERS /* or numbers, */
};

/* A column: the field that it fills; with COOP_F_OTHER it keeps its name (in `names`). */
struct column {
	enum coop_field field;
	enum role_why why;
	enum coop_field wanted; /* of the reasons from ROLE_TAKEN on */
	bool ignored;           /* the user's map says so */
	bool settled;    /* named in the user's map: nothing else gives it a field */
	bool hours;      /* running times without a unit are hours */
	bool nulls;      /* words such as NA are no values in it (nulls.h) */
	bool may_repeat; /* it is the id, but may turn out to be none (reader_csv.c) */
	size_t name, len;
};

/* To be initialised with zeros. */
struct columns {
	struct column *at;
	size_t count, cap;
	bool taken[COOP_FIELD_COUNT]; /* fields that a column fills */
	bool origin; /* the last two are `file` and `line` of an export (sink_export.h) */
	size_t nulls,
		nulls_line; /* cells that are no values so far, and where the first is */
	struct coop_buf names, scratch;
};

void columns_release(struct columns *c);

/*
 * Takes the header of a table, and so many columns after it that it does not name; and what the user's map
 * (map.h), which may be NULL, says of its columns. roles.h gives fields to the others. A second column of a
 * field that holds one value only keeps its own name. A column without a heading is named by its number,
 * from "1".
 */
enum coop_status columns_from_header(struct columns *c, const struct row *header,
	size_t unnamed, struct column_map *map, struct coop_error *err);

/* The same for a table of so many columns that has no header: they are named by their numbers. */
enum coop_status columns_without_header(
	struct columns *c, size_t count, struct column_map *map, struct coop_error *err);

/* Takes one column more, with what the user's map says of it. */
enum coop_status columns_add(struct columns *c, const char *name, size_t len,
	struct column_map *map, struct coop_error *err);

/* The name of a column, of `len` bytes; borrowed. */
const char *column_name(const struct columns *c, const struct column *column);

/* Whether a column may have a field: no other column does, or several may. */
bool columns_are_free_for(const struct columns *c, enum coop_field field);

/* Gives a column a field, unless the map has settled it or another column has the field. */
bool columns_settle(
	struct columns *c, size_t i, enum coop_field field, enum role_why why);

/*
 * Decides whether running times without a unit are hours: where the heading says so, or where that of another
 * column does and they are numbers of one or two digits. Where memory runs out, `scratch` remembers it.
 */
void columns_judge_hours(struct columns *c, const struct profile *p);

/* Decides in which columns, whose fields are settled, NULL_MAYBE is no value. */
void columns_judge_nulls(struct columns *c, const struct profile *p);

/* Whether a cell of a column is a word for "no value" (nulls.h). */
bool column_is_null(const struct column *column, const char *s, size_t n);

/*
 * Fills a record with the cells of a row; cells beyond the columns are left out, and words for
 * "no value" counted. The record comes from that row of the file, or from where the row of an export says, which is a name alone.
 */
void columns_fill(struct columns *c, const struct row *row, const char *path,
	struct coop_record *rec);

/*
 * Adds a value of a column to a record that begins at a line, unless the user has the column ignored, or
 * the value is a word for none.
 */
void columns_add_value(struct columns *c, const struct column *column, size_t line,
	const char *text, size_t len, struct coop_record *rec);

/*
 * Appends what makes a row the row that it is: its cells in NFC, but those that the user has ignored.
 * What columns are does not count: with a row more they may be taken for something else. Nor do empty
 * cells at the end: they come and go with columns that the row does not use.
 */
void columns_add_content(
	const struct columns *c, const struct row *row, struct coop_buf *out);

#endif
