/*
 * tsv.c - results as lines of columns, separated by tabs.
 */
#include <string.h>

#include "query/output/output.h"
#include "shared/core/diag.h"

static void put_field(FILE *out, const struct coop_record *rec, enum coop_field field)
{
	struct coop_value v;
	coop_record_get(rec, field, &v);
	coop_put_safe(out, v.text, v.len);
	fputc('\t', out);
}

enum coop_status out_tsv(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	FILE *out = o->stream;
	(void)err;
	if (answer->id) {
		coop_put_safe(out, answer->id->s, answer->id->len);
		fputc('\t', out);
	}
	put_field(out, result->record, COOP_F_ID);
	fprintf(out, "%.4f\t", result->score);
	put_field(out, result->record, COOP_F_TITLE);
	put_field(out, result->record, COOP_F_DIRECTOR);
	put_field(out, result->record, COOP_F_YEAR);
	coop_put_safe(out, result->path, strlen(result->path));
	fprintf(out, "\t%zu\n", result->record->line);
	return COOP_OK;
}
