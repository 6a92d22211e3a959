/*
 * output.c - the table of formats; ids and paths are printed here.
 */
#include "query/output/output.h"

#include <inttypes.h>
#include <string.h>

#include "shared/core/diag.h"

/*
 * Ends what is a line, or a string that ends with a NUL: that is for programs which take any byte, so
 * that it is as it is in the index.
 */
static void put_item(const struct output *out, const char *s, size_t n)
{
	if (out->null)
		fwrite(s, 1, n, out->stream);
	else
		coop_put_safe(out->stream, s, n);
	fputc(out->null ? '\0' : '\n', out->stream);
}

static void put_query(const struct output *out, const struct answer *answer)
{
	if (!answer->id)
		return;
	coop_put_safe(out->stream, answer->id->s, answer->id->len);
	fputc('\t', out->stream);
}

static enum coop_status ids_result(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct coop_value id;
	(void)err;
	put_query(out, answer);
	coop_record_get(result->record, COOP_F_ID, &id);
	put_item(out, id.text, id.len);
	return COOP_OK;
}

static enum coop_status paths_result(const struct output *out,
	const struct answer *answer, const struct result *result, struct coop_error *err)
{
	(void)err;
	put_query(out, answer);
	put_item(out, result->path, strlen(result->path));
	return COOP_OK;
}

/* In a batch, a query that finds nothing has a line all the same. */
static enum coop_status items_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	(void)err;
	if (answer->count > 0 || !answer->id)
		return COOP_OK;
	put_query(out, answer);
	put_item(out, "", 0);
	return COOP_OK;
}

/* Puts how many notices match. */
static enum coop_status out_count(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	(void)err;
	put_query(out, answer);
	fprintf(out->stream, "%" PRIu64 "\n", answer->total);
	return COOP_OK;
}

/* In the order of enum output_format. */
static const struct output_ops formats[] = {
	{.name = "text",
		.wants_snippet = true,
		.wants_path = true,
		.one_answer = true,
		.wants_total = true,
		.takes_facets = true,
		.explains = true,
		.result = out_text,
		.end = facets_text_end},
	{.name = "json",
		.shows_scores = true,
		.wants_snippet = true,
		.wants_path = true,
		.takes_columns = true,
		.wants_total = true,
		.takes_facets = true,
		.explains = true,
		.begin = json_begin,
		.result = json_result,
		.end = json_end},
	{.name = "jsonl",
		.shows_scores = true,
		.wants_snippet = true,
		.wants_path = true,
		.takes_columns = true,
		.takes_facets = true,
		.explains = true,
		.result = jsonl_result,
		.end = jsonl_end},
	{.name = "tsv",
		.shows_scores = true,
		.wants_path = true,
		.takes_columns = true,
		.takes_facets = true,
		.facets_alone = true,
		.open = tables_open,
		.result = tables_result,
		.end = tables_end},
	{.name = "csv",
		.shows_scores = true,
		.wants_path = true,
		.takes_columns = true,
		.open = tables_open,
		.result = tables_result,
		.end = tables_end},
	{.name = "excel",
		.shows_scores = true,
		.wants_path = true,
		.takes_columns = true,
		.open = tables_open,
		.result = tables_result,
		.end = tables_end},
	{.name = "ids", .takes_null = true, .result = ids_result, .end = items_end},
	{.name = "paths",
		.wants_path = true,
		.takes_null = true,
		.result = paths_result,
		.end = items_end},
	{.name = "ris", .one_answer = true, .result = out_ris},
	{.name = "bibtex", .one_answer = true, .result = out_bibtex},
	{.name = "isbd", .one_answer = true, .result = out_isbd},
	{.name = "dc",
		.one_answer = true,
		.begin = dc_begin,
		.result = dc_result,
		.end = dc_end},
	{.name = "html",
		.wants_snippet = true,
		.wants_path = true,
		.wants_total = true,
		.one_answer = true,
		.begin = html_begin,
		.result = html_result,
		.end = html_end},
	{.name = "trec", .shows_scores = true, .result = out_trec},
	{.name = "template",
		.shows_scores = true,
		.takes_null = true,
		.result = out_template},
	{.name = "count",
		.wants_total = true,
		.wants_exact_total = true,
		.begin = out_count},
	{.name = "list",
		.wants_snippet = true,
		.wants_path = true,
		.wants_total = true,
		.one_answer = true,
		.begin = html_list_begin,
		.result = html_result,
		.end = html_list_end},
};

const struct output_ops *output_ops(enum output_format format)
{
	return &formats[format];
}

void output_open(const struct output *out, bool batch)
{
	const struct output_ops *ops = output_ops(out->format);
	if (ops->open)
		ops->open(out, batch);
}
