/*
 * trec.c - results as a run for trec_eval.
 */
#include "query/output/output.h"
#include "shared/core/diag.h"

/* The columns of a run hold no blanks. */
enum coop_status out_trec(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	FILE *out = o->stream;
	struct coop_value id;
	(void)err;
	coop_record_get(result->record, COOP_F_ID, &id);
	if (answer->id)
		coop_put_word(out, answer->id->s, answer->id->len);
	else
		fputc('1', out);
	fputs(" Q0 ", out);
	coop_put_word(out, id.text, id.len);
	fprintf(out, " %zu %.6f coopq\n", result->rank, result->score);
	return COOP_OK;
}
