/*
 * running_terms.c - the terms of words in fields of running text.
 */
#include "query/plan/lookup.h"

enum coop_running running_in(enum qfield field)
{
	switch ((int)field) {
	case COOP_F_DESCRIPTION:
		return COOP_RUNNING_SUMMARY;
	case COOP_F_HISTORY:
		return COOP_RUNNING_HISTORY;
	case COOP_F_BODY:
		return COOP_RUNNING_ANY;
	default:
		return COOP_RUNNING_NOT;
	}
}

/* The forms of a word: those of its stem, and of its corrections; of an exact word its own. */
static enum coop_status add_forms(struct lookup *l, const struct qnode *n,
	const struct expanded_word *w, struct coop_error *err)
{
	bool alone = w->word.exact.len > 0 || w->word.stem.len == 0 ||
		     l->cost >= QUERY_COMPARISONS_MAX;
	if (alone)
		return expanded_add_term(l->e, w->word.form, err);
	size_t first = l->e->nterms;
	enum coop_status st = lookup_add_family(l, n, w->word.stem, err);
	/* figures and short words have no family */
	if (!st && l->e->nterms == first)
		st = expanded_add_term(l->e, w->word.form, err);
	for (size_t i = 0; !st && i < w->nothers; i++)
		st = lookup_add_family(l, n, w->others[i], err);
	return st;
}

static enum coop_status find_word(struct lookup *l, const struct qnode *n,
	struct expanded_word *w, struct coop_error *err)
{
	size_t first = l->e->nterms;
	enum coop_status st = COOP_OK;
	w->in_field = true;
	if (l->field_words == 0) {
		lookup_warn(l, WARNING_TERMS, n, 0, QUERY_FIELD_WORDS);
		w->field_terms = lookup_since(l, first);
		return COOP_OK;
	}
	l->field_words--;
	st = add_forms(l, n, w, err);
	w->field_terms = lookup_since(l, first);
	return st || w->field_terms.count < 2
		       ? st
		       : wildcard_share_idf(l, w->field_terms, err);
}

enum coop_status running_find_words(
	struct lookup *l, uint32_t node, struct coop_error *err)
{
	const struct analysed_leaf *leaf = &l->a->leaves[node];
	enum coop_status st = COOP_OK;
	l->e->leaves[node].in_field = true;
	for (size_t i = leaf->first; !st && i < leaf->first + leaf->count; i++) {
		struct expanded_word *w = &l->e->words[i];
		/* what is joined stands beside its parts, without a position */
		if (!w->word.joined && !w->word.whole)
			st = find_word(l, &l->tree->nodes[node], w, err);
	}
	return st;
}

enum coop_status running_find_field(
	struct lookup *l, uint32_t node, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	struct coop_buf term = {0};
	/* a field that must only be there has that term as its leaf */
	if (running_in(n->field) <= COOP_RUNNING_ANY ||
		l->tree->nodes[n->first].kind == QNODE_ALL)
		return COOP_OK;
	field_lookup_presence(n->field, NULL, &term);
	enum coop_status st = coop_buf_check(&term, err);
	l->e->leaves[node].inside = (struct term_range){l->e->nterms, 1};
	if (!st)
		st = expanded_add_term(
			l->e, slice_add(&l->e->text, term.s, term.len), err);
	coop_buf_release(&term);
	return st ? st : coop_buf_check(&l->e->text, err);
}
