/*
 * output.h - prints results in the formats that people and programs read.
 *
 * The format does not depend on whether the output is a terminal. Write errors stay in the stream;
 * coop_close_stdout() reports them at the end.
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

/* The id of a query in a batch. */
struct query_id {
	const char *s;
	size_t len;
};

/* A result, ready to be printed. */
struct result {
	size_t number; /* among the results printed, from 0 */
	size_t rank;   /* among all results, from 1 */
	double score;
	const struct coop_record *record;
	const char *path; /* as it is to be printed; "" unless output_wants_path() */
	const struct snippet *snippet;   /* NULL unless output_wants_snippet() */
	const struct marks *title_marks; /* likewise */
	const struct query_id *query;    /* NULL for the only query */
	const char
		*relaxed; /* for JSON: how phrases were relaxed (step_name()); or NULL */
};

/* Whether a format shows snippets, which take time to find. */
bool output_wants_snippet(enum output_format format);

/* Whether a format has paths. */
bool output_wants_path(enum output_format format);

/* Prints a result in a format; `colour` is for OUTPUT_TEXT. */
enum coop_status output_result(FILE *out, enum output_format format, bool colour,
	const struct result *result, struct coop_error *err);

/* The formats, a file each, which output_result() calls. */
void out_text(FILE *out, bool colour, const struct result *result);
void out_tsv(FILE *out, const struct result *result);
void out_trec(FILE *out, const struct result *result);
enum coop_status out_json(FILE *out, const struct result *result, struct coop_error *err);

#endif
