/*
 * relaxed.c - the forms of the words of phrases that are relaxed.
 */
#include <string.h>

#include "query/plan/lookup.h"

enum { FORMS_LEAST = 8 };

size_t relaxed_share(const struct query *q)
{
	size_t words = 0;
	for (size_t i = 1; i < q->tree.count; i++)
		if (query_is_relaxed(q, &q->parts[i]))
			words += q->parts[i].count;
	size_t share = QUERY_EXPANDED / (words > 0 ? words : 1);
	share = share < EXPAND_MAX ? share : EXPAND_MAX;
	return share > FORMS_LEAST ? share : FORMS_LEAST;
}

static enum coop_status add_forms(
	struct lookup *l, struct slice stem, size_t max, struct coop_error *err)
{
	struct expansion found = {0};
	struct expander expander = l->expander;
	expander.max = max;
	/* the stem stands behind its prefix */
	enum coop_status st = expand_family(
		&expander, query_text(l->q, stem) + 1, stem.len - 1, &found, err);
	const char *form = coop_buf_cstr(&found.words);
	for (size_t i = 0; !st && i < found.count; i++, form += strlen(form) + 1)
		st = query_add_term(l->q, query_keep(l->q, form, strlen(form)), err);
	l->cost += found.cost;
	coop_buf_release(&found.words);
	return st ? st : coop_buf_check(&l->q->text, err);
}

/* Finds the forms of a word. */
static enum coop_status expand_word(
	struct lookup *l, size_t term, size_t max, struct coop_error *err)
{
	struct query *q = l->q;
	struct word w = q->words[q->terms[term].word]; /* borrowed text alone */
	q->terms[term].text = w.exact.len > 0 ? w.exact : w.form;
	if (w.exact.len > 0 || w.stem.len == 0 || l->relaxed == QUERY_RELAXED ||
		l->cost >= QUERY_LOOK)
		return COOP_OK;
	l->relaxed++;
	size_t first = q->nterms;
	enum coop_status st = add_forms(l, w.stem, max, err);
	for (size_t i = 0; !st && i < w.nothers; i++)
		st = add_forms(l, w.others[i], max, err);
	q->terms[term].form = first;
	q->terms[term].nforms = q->nterms - first;
	return st;
}

enum coop_status relaxed_expand(
	struct lookup *l, const struct part *part, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = part->term; !st && i < part->term + part->nterms; i++)
		if (l->q->terms[i].word != NO_WORD)
			st = expand_word(l, i, l->relaxed_share, err);
	return st;
}
