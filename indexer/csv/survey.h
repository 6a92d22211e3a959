/*
 * survey.h - the rows of a sample under one delimiter: how wide, how full, and whether they
 * name fields.
 */
#ifndef COOP_INDEXER_CSV_SURVEY_H
#define COOP_INDEXER_CSV_SURVEY_H

#include "indexer/charset.h"
#include "indexer/csv/scan.h"
#include "shared/error.h"

enum {
	SURVEY_ROWS = 10000, /* rows looked at */
	SURVEY_TOP = 20,     /* of these, where a header may stand */
	SURVEY_NAMES = 64    /* cells of a row that are looked up as headings */
};

struct survey_row {
	size_t off;    /* where it begins in the sample */
	size_t width;  /* cells, without empty ones at the end */
	size_t all;    /* cells */
	size_t filled; /* cells that hold something */
	size_t known;  /* cells that name a field; counted in the first SURVEY_TOP rows */
};

struct survey {
	struct survey_row *row;
	size_t count, cap;
	size_t filled, quoted, loose; /* cells of all rows; loose: scan.h */
	size_t width;    /* the width that most rows have, 1 for a table of one column */
	size_t agreeing; /* how many rows have it */
};

/*
 * Looks at all rows that a scan still has to give; not at the last one when it is cut.
 */
enum coop_status survey_take(struct survey *s, struct scan scan, enum charset charset,
	bool cut, struct coop_error *err);
void survey_release(struct survey *s);

/*
 * The row where the table begins: the header, or the first row when there is none. What
 * stands above it is a title, a date and the like. Row 0 when nothing tells.
 */
size_t survey_first_row(const struct survey *s);

#endif
