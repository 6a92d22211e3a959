#include "query/output.h"

/* A field of a run holds no blanks: they become '_'. */
static void put_field(FILE *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fputc((unsigned char)s[i] <= ' ' ? '_' : s[i], out);
}

void out_trec(FILE *out, const struct result *result)
{
	struct coop_value id;
	coop_record_get(result->record, COOP_F_ID, &id);
	if (result->query)
		put_field(out, result->query->s, result->query->len);
	else
		fputc('1', out);
	fputs(" Q0 ", out);
	put_field(out, id.text, id.len);
	fprintf(out, " %zu %.6f coopq\n", result->rank, result->score);
}
