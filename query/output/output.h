/*
 * output.h - results in the formats that people and programs read.
 *
 * The format never depends on whether a terminal is there; colour does. Write errors are
 * left to the stream: coop_close_stdout() tells of them at the end.
 */
#ifndef COOP_QUERY_OUTPUT_OUTPUT_H
#define COOP_QUERY_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "query/output/snippet.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum output_format {
	OUTPUT_TEXT,  /* for reading: title, director and so on, a passage */
	OUTPUT_TSV,   /* id, score, title, director, year, path, line; no header */
	OUTPUT_JSONL, /* one object a line, with every field; keys as in the man page */
	OUTPUT_IDS,   /* the id alone */
	OUTPUT_TREC   /* a TREC run: query Q0 id rank score coopq */
};

/* What a query of several is called. */
struct query_id {
	const char *s;
	size_t len;
};

/* One hit, ready to be shown. */
struct result {
	size_t number; /* of those printed, from 0 */
	size_t rank;   /* of all, from 1 */
	double score;
	const struct coop_record *record;
	const struct snippet *snippet;   /* NULL when the format does not ask for it */
	const struct marks *title_marks; /* likewise */
	const struct query_id *query;    /* NULL when there is only one */
	const char
		*relaxed; /* how phrases were relaxed: JSON tells; NULL when none was */
};

/* Whether a format shows passages: finding them costs time. */
bool output_wants_snippet(enum output_format format);

enum coop_status output_result(FILE *out, enum output_format format, bool colour,
	const struct result *result, struct coop_error *err);

/* The formats, one a file; output_result() calls them. */
void out_text(FILE *out, bool colour, const struct result *result);
void out_tsv(FILE *out, const struct result *result);
void out_trec(FILE *out, const struct result *result);
enum coop_status out_json(FILE *out, const struct result *result, struct coop_error *err);

#endif
