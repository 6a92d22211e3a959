/*
 * output.c - the table of formats; ids are printed here.
 */
#include "query/output/output.h"

#include "shared/core/diag.h"

static enum coop_status out_id(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct coop_value id;
	(void)err;
	if (answer->id) {
		coop_put_safe(out->stream, answer->id->s, answer->id->len);
		fputc('\t', out->stream);
	}
	coop_record_get(result->record, COOP_F_ID, &id);
	coop_put_safe(out->stream, id.text, id.len);
	fputc('\n', out->stream);
	return COOP_OK;
}

/* In the order of enum output_format. */
static const struct output_ops formats[] = {
	{.name = "text",
		.wants_snippet = true,
		.wants_path = true,
		.explains = true,
		.result = out_text},
	{.name = "tsv", .wants_path = true, .result = out_tsv},
	{.name = "jsonl",
		.wants_snippet = true,
		.wants_path = true,
		.explains = true,
		.result = out_json},
	{.name = "ids", .result = out_id},
	{.name = "trec", .result = out_trec},
};

const struct output_ops *output_ops(enum output_format format)
{
	return &formats[format];
}
