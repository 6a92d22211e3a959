/*
 * trec.c - results as a run for trec_eval.
 */
#include "query/output/output.h"
#include "shared/core/diag.h"

/* The columns of a run hold no blanks. */
void out_trec(FILE *out, const struct result *result)
{
	struct coop_value id;
	coop_record_get(result->record, COOP_F_ID, &id);
	if (result->query)
		coop_put_word(out, result->query->s, result->query->len);
	else
		fputc('1', out);
	fputs(" Q0 ", out);
	coop_put_word(out, id.text, id.len);
	fprintf(out, " %zu %.6f coopq\n", result->rank, result->score);
}
