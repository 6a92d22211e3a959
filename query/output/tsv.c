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

void out_tsv(FILE *out, const struct result *result)
{
	const char *path = result->path;
	if (result->query) {
		coop_put_safe(out, result->query->s, result->query->len);
		fputc('\t', out);
	}
	put_field(out, result->record, COOP_F_ID);
	fprintf(out, "%.4f\t", result->score);
	put_field(out, result->record, COOP_F_TITLE);
	put_field(out, result->record, COOP_F_DIRECTOR);
	put_field(out, result->record, COOP_F_YEAR);
	coop_put_safe(out, path, strlen(path));
	fprintf(out, "\t%zu\n", result->record->line);
}
