/*
 * survey.h - the rows of a sample under one delimiter: how wide, how full, and whether they
 * name fields.
 */
#ifndef COOP_INDEXER_CSV_SURVEY_H
#define COOP_INDEXER_CSV_SURVEY_H

#include "indexer/csv/scan.h"
#include "indexer/decode/charset.h"
#include "shared/core/error.h"

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
	size_t first;                 /* the row where the table begins, from 0 */
	/* the width of the table: of its header when that is known, else of most rows */
	size_t width;
	size_t agreeing; /* how many rows have it */
};

/*
 * Looks at all rows that a scan still has to give; not at the last one when it is cut. The
 * table begins with its header, or with its first row when it has none; what stands above
 * is a title, a date and the like.
 */
enum coop_status survey_take(struct survey *s, struct scan scan, enum charset charset,
	bool cut, struct coop_error *err);
void survey_release(struct survey *s);

#endif
