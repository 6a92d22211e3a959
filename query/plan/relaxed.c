/*
 * relaxed.c - the forms of the words of phrases that are relaxed.
 */
#include <string.h>

#include "query/plan/lookup.h"

enum { FORMS_MIN = 8 };

size_t relaxed_share(const struct qtree *tree, const struct analysed_query *a)
{
	size_t words = 0;
	for (uint32_t i = 1; i < tree->count; i++)
		if (analysed_is_relaxed(a, i))
			words += a->leaves[i].count;
	size_t share = QUERY_EXPANDED / (words > 0 ? words : 1);
	share = share < EXPAND_MAX ? share : EXPAND_MAX;
	return share > FORMS_MIN ? share : FORMS_MIN;
}

static enum coop_status add_forms(
	struct lookup *l, struct slice stem, struct coop_error *err)
{
	struct expansion found = {0};
	struct expander expander = l->expander;
	struct slice bare = slice_stem(stem);
	expander.max = l->relaxed_share;
	enum coop_status st = expand_family(
		&expander, slice_in(&l->e->text, bare), bare.len, &found, err);
	const char *form = coop_buf_cstr(&found.words);
	for (size_t i = 0; !st && i < found.count; i++, form += strlen(form) + 1)
		st = expanded_add_term(
			l->e, slice_add(&l->e->text, form, strlen(form)), err);
	l->cost += found.cost;
	coop_buf_release(&found.words);
	return st ? st : coop_buf_check(&l->e->text, err);
}

/* Finds the forms of a word, whose place in the phrase is a term already. */
static enum coop_status expand_word(struct lookup *l, const struct expanded_word *w,
	size_t term, struct coop_error *err)
{
	struct expanded_query *e = l->e;
	e->terms[term].text = w->word.exact.len > 0 ? w->word.exact : w->word.form;
	if (w->word.exact.len > 0 || w->word.stem.len == 0 ||
		l->relaxed == QUERY_RELAXED || l->cost >= QUERY_COMPARISONS_MAX)
		return COOP_OK;
	l->relaxed++;
	size_t first = e->nterms;
	enum coop_status st = add_forms(l, w->word.stem, err);
	for (size_t i = 0; !st && i < w->nothers; i++)
		st = add_forms(l, w->others[i], err);
	e->terms[term].forms = lookup_since(l, first);
	return st;
}

enum coop_status relaxed_expand(
	struct lookup *l, const struct analysed_leaf *leaf, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = leaf->phrase; !st && i < leaf->phrase + leaf->phrase_len; i++) {
		size_t word = l->a->phrases[i].word;
		if (word != NO_WORD)
			st = expand_word(l, &l->e->words[word], i, err);
	}
	return st;
}
