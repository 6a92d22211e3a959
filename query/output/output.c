/*
 * output.c - chooses the format; ids are printed here.
 */
#include "query/output/output.h"

#include "shared/core/diag.h"

bool output_wants_snippet(enum output_format format)
{
	return format == OUTPUT_TEXT || format == OUTPUT_JSONL;
}

bool output_wants_path(enum output_format format)
{
	return format != OUTPUT_IDS && format != OUTPUT_TREC;
}

static void out_id(FILE *out, const struct result *result)
{
	struct coop_value id;
	if (result->query) {
		coop_put_safe(out, result->query->s, result->query->len);
		fputc('\t', out);
	}
	coop_record_get(result->record, COOP_F_ID, &id);
	coop_put_safe(out, id.text, id.len);
	fputc('\n', out);
}

enum coop_status output_result(FILE *out, enum output_format format, bool colour,
	const struct result *result, struct coop_error *err)
{
	switch (format) {
	case OUTPUT_TEXT:
		out_text(out, colour, result);
		return COOP_OK;
	case OUTPUT_TSV:
		out_tsv(out, result);
		return COOP_OK;
	case OUTPUT_JSONL:
		return out_json(out, result, err);
	case OUTPUT_IDS:
		out_id(out, result);
		return COOP_OK;
	case OUTPUT_TREC:
		out_trec(out, result);
		return COOP_OK;
	}
	return COOP_OK;
}
