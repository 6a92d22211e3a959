#include "shared/cli/print_analysis.h"

#include <string.h>

#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/text/rules.h"

static void put_rule(FILE *out, bool *any, const char *name)
{
	fputs(*any ? ", " : "", out);
	fputs(name, out);
	*any = true;
}

/*
 * Prints the rules that made a token. Folding and stemming have no flags: they are
 * recognised by their results.
 */
static void put_rules(FILE *out, const struct coop_token *t, const char *text)
{
	const struct coop_word *w = &t->word;
	bool any = false;
	const struct coop_rule *rule;
	for (size_t i = 0; (rule = coop_rule_at(i)) != NULL; i++)
		if (w->flags & rule->flag)
			put_rule(out, &any, TR(rule->en, rule->fr));
	if (w->flags & COOP_TOKEN_JOINED && !(w->flags & COOP_TOKEN_WHOLE))
		put_rule(out, &any, TR("joined", "soudé"));
	bool same = w->end - w->off == w->len && memcmp(text + w->off, w->s, w->len) == 0;
	if (!same && !(w->flags & COOP_TOKEN_JOINED))
		put_rule(out, &any, TR("folding", "repli"));
	if (t->stem && (t->stem_len != w->len || memcmp(t->stem, w->s, w->len) != 0))
		put_rule(out, &any, TR("stem", "racine"));
	if (!any)
		fputc('-', out);
}

/* Prints what an acronym of the index stands for, and the sentence that defines it. */
static void put_proof(
	FILE *out, const struct coop_acronyms *acronyms, const struct coop_word *w)
{
	struct coop_acronym a;
	if (!acronyms || !coop_acronyms_find(acronyms, w->s, w->len, &a) || !*a.long_form)
		return;
	fputc('\t', out);
	coop_put_safe(out, a.long_form, strlen(a.long_form));
	fputs(" - ", out);
	coop_put_safe(out, a.proof, strlen(a.proof));
}

/* Writes fields with a tab after each, which coop_put_safe() would replace. */
static void put_fields(FILE *out, const char *fields)
{
	while (*fields) {
		size_t n = strcspn(fields, "\t");
		coop_put_safe(out, fields, n);
		if (fields[n])
			fputc('\t', out);
		fields += n + (fields[n] != '\0');
	}
}

static void put_token(FILE *out, const char *before, const struct coop_token *t,
	const char *text, const struct coop_acronyms *acronyms)
{
	put_fields(out, before);
	coop_put_safe(out, text + t->word.off, t->word.end - t->word.off);
	fputc('\t', out);
	put_rules(out, t, text);
	fputc('\t', out);
	coop_put_safe(out, t->word.s, t->word.len);
	if (t->stem) {
		fprintf(out, " %c", COOP_PREFIX_STEM);
		coop_put_safe(out, t->stem, t->stem_len);
	}
	put_proof(out, acronyms, &t->word);
	fputc('\n', out);
}

enum coop_status coop_print_analysis(FILE *out, const char *before,
	struct coop_analyzer *analyzer, const char *text, size_t len,
	struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more)
		put_token(out, before, &t, text, coop_analyzer_acronyms(analyzer));
	return st;
}
