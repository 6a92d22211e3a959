/*
 * output.h - prints results in the formats that people and programs read.
 *
 * The format does not depend on whether the output is a terminal; of OUTPUT_TEXT, width, colour and
 * links do. Write errors stay in the stream; coop_close_stdout() reports them at the end.
 */
#ifndef COOP_QUERY_OUTPUT_OUTPUT_H
#define COOP_QUERY_OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "query/explain/explanation.h"
#include "query/output/evidence.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum output_format {
	OUTPUT_UNCHOSEN = -1, /* text, or OUTPUT_TSV in a batch */
	OUTPUT_TEXT,          /* for reading: title, director and so on, a passage */
	OUTPUT_JSON,  /* an object for each query: how it was understood, and its hits */
	OUTPUT_JSONL, /* an object a line for each hit, with every field */
	OUTPUT_TSV,   /* id, score, title, director, year, path, line; no heading */
	OUTPUT_CSV,   /* RFC 4180, with a heading */
	OUTPUT_EXCEL, /* the same as a French Excel opens it */
	OUTPUT_IDS,   /* the id alone */
	OUTPUT_PATHS, /* the path alone */
	OUTPUT_RIS,
	OUTPUT_BIBTEX,
	OUTPUT_ISBD,     /* a line with the punctuation of ISBD */
	OUTPUT_DC,       /* an XML document of Dublin Core records */
	OUTPUT_HTML,     /* a page to print */
	OUTPUT_TREC,     /* a TREC run: query Q0 id rank score coopq */
	OUTPUT_TEMPLATE, /* --template */
	OUTPUT_COUNT,    /* how many notices match, and none of them */
	OUTPUT_LIST /* OUTPUT_HTML without what is around it: a part of another page */
};
/* Those of --format, from OUTPUT_TEXT on. */
#define OUTPUT_CHOICES                                                                   \
	"text|json|jsonl|tsv|csv|excel|ids|paths|ris|bibtex|isbd|dc|html|trec"

struct facet_list; /* query/facets/count.h */
struct columns;    /* columns.h */
struct template;   /* template.h */

/* Where and how results are printed. */
struct output {
	FILE *stream;
	enum output_format format;
	/* OUTPUT_TEXT: */
	bool colour;  /* highlight words */
	bool links;   /* paths lead to their files, as terminals understand it (link.h) */
	bool plain;   /* no bars */
	size_t width; /* columns; 0: COOP_WIDTH_DEFAULT */
	bool explain; /* say why results have their scores; for formats that can */
	bool null;    /* what is a line otherwise ends with a NUL */
	/* the file for a picture of the last facet (query/actions/plot.h); or NULL */
	const char *plot;
	const struct columns
		*columns; /* that were asked for; NULL: those of the format */
	const struct template *template; /* OUTPUT_TEMPLATE */
};

/* The id of a query in a batch. */
struct query_id {
	const char *s;
	size_t len;
};

/* A shard that the answer is without (shared/index/collection_shards.h). */
struct missing_shard {
	const char *name, *why;
};

/* The answer to a query, as it is known before its results are read. */
struct answer {
	const struct query_id *id; /* NULL for the only query */
	const char *text; /* the query as it was typed, without blanks around it */
	size_t text_len;
	const struct query *query; /* as it was understood; NULL when it could not be */
	const char *relaxed;       /* how its phrases were relaxed ("near"); or NULL */
	size_t first;              /* how many better results are left out */
	size_t count;              /* results that are printed */
	bool grouped;              /* results stand for several notices (--group) */
	bool several;              /* they come from several indexes */
	uint64_t total;            /* notices that match, printed or not */
	bool total_is_exact;       /* else at least `total` do; see wants_total */
	const struct facet_list *facets; /* of all that matches; NULL: not asked for */
	const struct missing_shard *missing;
	size_t nmissing;
	/* microseconds that its stages took */
	double understanding, matching, reranking;
};

/* The notices that a result stands for, beside its own: their ids. */
struct others {
	const struct coop_bytes *ids;
	size_t count;
};

/* A result, ready to be printed. */
struct result {
	size_t number; /* among the results printed, from 0 */
	size_t rank;   /* among all results, from 1 */
	double score;
	const struct coop_record *record;
	const char *path;  /* as it is to be printed; "" where no path is wanted */
	const char *file;  /* the absolute path of the file; "" where that is unknown */
	const char *index; /* the name of the index */
	/* what shows why it was found; empty where it is not wanted */
	const struct evidence *evidence;
	const struct others *others;           /* NULL where hits are not folded */
	const struct explanation *explanation; /* NULL where none is wanted */
};

/* A format: what it prints before the results, for each one, and after them. */
struct output_ops {
	const char *name;
	bool wants_snippet; /* it shows passages, which take time to find */
	bool wants_path;
	bool shows_scores; /* it may print them */
	bool wants_total; /* it tells how many notices match, as far as that costs little */
	bool wants_exact_total; /* the same whatever it costs */
	bool explains;          /* it shows explanations */
	bool takes_columns;     /* --fields */
	bool takes_null;        /* -0 */
	bool takes_facets;      /* --facets */
	bool facets_alone;      /* only where no results are asked for */
	bool one_answer;        /* a file holds the answer to one query: not in a batch */
	/* what comes once, before all answers; may be NULL */
	void (*open)(const struct output *out, bool batch);
	enum coop_status (*begin)(const struct output *out, const struct answer *answer,
		struct coop_error *err); /* may be NULL */
	enum coop_status (*result)(const struct output *out, const struct answer *answer,
		const struct result *result, struct coop_error *err);
	enum coop_status (*end)(const struct output *out, const struct answer *answer,
		struct coop_error *err); /* may be NULL */
};

const struct output_ops *output_ops(enum output_format format);

/* For what is no list of results: whether it is to be JSON. */
static inline bool output_is_json(const struct output *out)
{
	return out->format == OUTPUT_JSON || out->format == OUTPUT_JSONL;
}

/* Prints what comes before all answers: once for a single query, once for a batch. */
void output_open(const struct output *out, bool batch);

/* ---- the formats, a file each; those of a line or two are in output.c ---- */

typedef enum coop_status output_result(const struct output *out,
	const struct answer *answer, const struct result *result, struct coop_error *err);
typedef enum coop_status output_edge(
	const struct output *out, const struct answer *answer, struct coop_error *err);

output_result out_text;

/* tables.c: lines of columns; in a batch, a line that only has the query says that nothing was found */
void tables_open(const struct output *out, bool batch);
output_result tables_result;
output_edge tables_end;

/* json.c: lines, and objects */
output_result jsonl_result;
output_edge jsonl_end;
output_edge json_begin;
output_result json_result;
output_edge json_end;

output_result out_template;
output_result out_trec;
output_result out_ris;
output_result out_bibtex;
output_result out_isbd;

/* dc.c */
output_edge dc_begin;
output_result dc_result;
output_edge dc_end;

/* html.c */
output_edge html_begin;
output_result html_result;
output_edge html_end;
output_edge html_list_begin;
output_edge html_list_end;

/*
 * facets.c: facets behind the results, as bars; and as lines of facet, value and count, behind the id of
 * the query in a batch, where no value stands for the notices without one
 */
output_edge facets_text_end;
output_edge facets_tsv_end;

#endif
