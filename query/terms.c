#include <string.h>

#include "query/expand.h"
#include "query/query_words.h"
#include "query/weights.h"

/* The leaves of a query whose terms are looked up in the index. */
struct lookup {
	struct query *q;
	struct expander expander;
	size_t patterns; /* that may still be expanded */
};

static void note(struct lookup *l, enum qnote_kind kind, const struct qnode *n,
	size_t count, size_t limit)
{
	struct qnote *made = qnotes_add(
		&l->q->tree.notes, kind, n->column, l->q->tree.text.s + n->text, n->len);
	if (!made)
		return;
	made->count = count;
	made->limit = limit;
}

/* Adds the words of an expansion to the terms. */
static enum coop_status add_terms(struct lookup *l, const struct qnode *n,
	const struct expansion *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	const char *word = coop_buf_cstr(&found->words);
	for (size_t i = 0; !st && i < found->count; i++) {
		size_t len = strlen(word);
		st = query_add_term(l->q, query_keep(l->q, word, len), err);
		word += len + 1;
	}
	if (found->matched > found->count)
		note(l, QNOTE_EXPANSION, n, found->matched, found->count);
	return st ? st : coop_buf_check(&l->q->text, err);
}

static enum coop_status expand(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	struct expansion found = {0};
	const char *form = query_text(l->q, part->form);
	enum coop_status st =
		n->kind == QNODE_WILD
			? expand_pattern(&l->expander, form, part->form.len, &found, err)
			: expand_slips(&l->expander, form, part->form.len, n->number,
				  &found, err);
	if (!st)
		st = add_terms(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* The word that stands for a clause beside NEAR: the first that is no stop word. */
static const struct word *main_word(const struct query *q, const struct part *part)
{
	const struct word *any = NULL;
	for (size_t i = part->first; i < part->first + part->count; i++) {
		const struct word *w = &q->words[i];
		if (w->joined)
			continue;
		if (w->stem.len > 0)
			return w;
		if (!any)
			any = w;
	}
	return any;
}

static enum coop_status expand_stem(struct lookup *l, const struct qnode *n,
	struct slice stem, struct coop_error *err)
{
	struct expansion found = {0};
	/* the stem stands behind its prefix */
	enum coop_status st = expand_family(
		&l->expander, query_text(l->q, stem) + 1, stem.len - 1, &found, err);
	if (!st)
		st = add_terms(l, n, &found, err);
	coop_buf_release(&found.words);
	return st;
}

/* All forms of a word, since stems have no places. */
static enum coop_status expand_word(struct lookup *l, const struct qnode *n,
	const struct part *part, struct coop_error *err)
{
	const struct word *w = main_word(l->q, part);
	if (!w)
		return COOP_OK;
	struct word word = *w; /* the array does not move, but the compiler cannot know */
	enum coop_status st = query_add_term(l->q, word.form, err);
	if (word.exact.len > 0 || word.stem.len == 0)
		return st;
	if (!st)
		st = expand_stem(l, n, word.stem, err);
	for (size_t i = 0; !st && i < word.nothers; i++)
		st = expand_stem(l, n, word.others[i], err);
	return st;
}

/* Finds the terms of a leaf, which may stand beside NEAR. */
static enum coop_status find_terms(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	struct part *part = &l->q->parts[node];
	bool pattern = n->kind == QNODE_WILD || n->kind == QNODE_FUZZY;
	if ((!pattern || part->form.len == 0) && (!near || n->kind != QNODE_WORDS))
		return COOP_OK;
	if (l->patterns == 0) {
		note(l, QNOTE_PATTERNS, n, 0, QUERY_PATTERNS);
		part->form.len = 0; /* as if it were not there */
		return COOP_OK;
	}
	l->patterns--;
	part->term = l->q->nterms;
	enum coop_status st =
		pattern ? expand(l, n, part, err) : expand_word(l, n, part, err);
	part->nterms = l->q->nterms - part->term;
	return st;
}

static enum coop_status walk(
	struct lookup *l, uint32_t node, bool near, struct coop_error *err)
{
	const struct qnode *n = &l->q->tree.nodes[node];
	if (!n->first)
		return find_terms(l, node, near, err);
	near = n->kind == QNODE_NEAR || (near && n->kind == QNODE_OR);
	enum coop_status st = COOP_OK;
	for (uint32_t k = n->first; !st && k; k = l->q->tree.nodes[k].next)
		st = walk(l, k, near, err);
	return st;
}

enum coop_status query_find_terms(
	struct query *q, const struct query_context *context, struct coop_error *err)
{
	struct lookup l = {q, {context->reader, context->corrector, context->analyzer},
		QUERY_PATTERNS};
	return q->tree.root ? walk(&l, q->tree.root, false, err) : COOP_OK;
}
