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

#include "query/explain/explanation.h"
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

/* Where and how results are printed. */
struct output {
	FILE *stream;
	enum output_format format;
	bool colour;  /* OUTPUT_TEXT: highlight words */
	bool explain; /* say why results have their scores; for formats that can */
};

/* The id of a query in a batch. */
struct query_id {
	const char *s;
	size_t len;
};

/* The answer to a query, as it is known before its results are read. */
struct answer {
	const struct query_id *id; /* NULL for the only query */
	const char *text;          /* the query as it was typed */
	size_t text_len;
	const struct query *query; /* as it was understood */
	const char *relaxed; /* how its phrases were relaxed (step_name()); or NULL */
	size_t first;        /* how many better results are left out */
	size_t count;        /* results that are printed */
};

/* A result, ready to be printed. */
struct result {
	size_t number; /* among the results printed, from 0 */
	size_t rank;   /* among all results, from 1 */
	double score;
	const struct coop_record *record;
	const char *path; /* as it is to be printed; "" where no path is wanted */
	const struct snippet *snippet;         /* empty where none is wanted */
	const struct marks *title_marks;       /* likewise */
	const struct explanation *explanation; /* NULL where none is wanted */
};

/* A format: what it prints before the results, for each one, and after them. */
struct output_ops {
	const char *name;
	bool wants_snippet; /* it shows passages, which take time to find */
	bool wants_path;
	bool explains; /* it shows explanations */
	enum coop_status (*begin)(const struct output *out, const struct answer *answer,
		struct coop_error *err); /* may be NULL */
	enum coop_status (*result)(const struct output *out, const struct answer *answer,
		const struct result *result, struct coop_error *err);
	enum coop_status (*end)(const struct output *out, const struct answer *answer,
		struct coop_error *err); /* may be NULL */
};

const struct output_ops *output_ops(enum output_format format);

/* The formats, a file each; those of a line or two are in output.c. */
enum coop_status out_text(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err);
enum coop_status out_tsv(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err);
enum coop_status out_trec(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err);
enum coop_status out_json(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err);

#endif
