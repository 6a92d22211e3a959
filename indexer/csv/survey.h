/*
 * survey.h - the rows of a sample parsed with one delimiter: their widths, how full they are, and
 * whether their cells name fields.
 */
#ifndef COOP_INDEXER_CSV_SURVEY_H
#define COOP_INDEXER_CSV_SURVEY_H

#include "indexer/csv/scan.h"
#include "indexer/decode/charset.h"
#include "shared/core/error.h"

enum {
	SURVEY_ROWS = 10000, /* rows of the sample, at most */
	SURVEY_TOP = 20,     /* the first rows, where a header may be */
	SURVEY_NAMES = 64    /* cells of a row that are looked up as headings */
};

struct survey_row {
	size_t off;    /* its offset in the sample */
	size_t width;  /* cells, without empty ones at the end */
	size_t all;    /* cells */
	size_t filled; /* cells that are not empty */
	size_t known;  /* cells that name a field; of the first SURVEY_TOP rows only */
	bool apart;    /* a blank line stands above it */
};

struct survey {
	struct survey_row *row;
	size_t count, cap;
	size_t filled, quoted, loose; /* cells of all rows; loose: scan.h */
	size_t literal; /* of the loose cells, those that begin with a quote of their text */
	size_t first; /* the row where the table begins, from 0 */
	size_t width; /* width of the table: that of its header, else that of most rows */
	size_t agreeing; /* rows of that width */
};

/*
 * Surveys the remaining rows of a scan, but not the last one when the sample is `cut`. The table
 * begins with its header or, without one, its first row; the lines above are a title, a date and the
 * like.
 */
enum coop_status survey_take(struct survey *s, struct scan scan, enum charset charset,
	bool cut, struct coop_error *err);
void survey_release(struct survey *s);

#endif
