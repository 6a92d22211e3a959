/*
 * wildcard.c - what patterns and words with edits stand for in an index.
 */
#include "query/plan/lookup.h"
#include "query/plan/pattern.h"
#include "shared/index/impact.h"

enum coop_status wildcard_share_idf(
	struct lookup *l, struct term_range range, struct coop_error *err)
{
	uint64_t documents = l->expander.collection->documents, doc_freq;
	double without = 1; /* the share of documents that have none of the terms */
	struct leaf_term *terms = l->e->terms + range.first;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < range.count; i++) {
		st = coop_collection_frequency(l->expander.collection,
			slice_in(&l->e->text, terms[i].text), terms[i].text.len,
			&doc_freq, err);
		terms[i].weight = st ? 0 : coop_idf(documents, doc_freq);
		without *= st ? 1 : 1 - (double)doc_freq / (double)documents;
	}
	if (st || range.count == 0)
		return st;
	double idf =
		coop_idf(documents, (uint64_t)((double)documents * (1 - without) + 0.5));
	for (size_t i = 0; i < range.count; i++)
		terms[i].weight = idf / terms[i].weight;
	return COOP_OK;
}

bool wildcard_is_leading(
	const struct qtree *tree, const struct analysed_query *a, uint32_t node)
{
	struct slice form = a->leaves[node].form;
	return tree->nodes[node].kind == QNODE_WILD && form.len > 0 &&
	       pattern_prefix(slice_in(&a->text, form), form.len) == 0;
}

/* Collects such patterns, but those in fields, in the order of the query. */
static void collect_open(struct lookup *l, uint32_t node, enum qfield field)
{
	const struct qnode *n = &l->tree->nodes[node];
	if (n->kind == QNODE_FIELD)
		field = n->field;
	for (uint32_t k = n->first; k; k = l->tree->nodes[k].next)
		collect_open(l, k, field);
	if (n->first || l->nleading == QUERY_PATTERNS ||
		!wildcard_is_leading(l->tree, l->a, node) || lookup_in_field(field, n) ||
		field == (enum qfield)COOP_F_ID)
		return;
	struct slice form = l->a->leaves[node].form;
	l->leading_nodes[l->nleading] = node;
	l->leading[l->nleading++] = (struct leading_wildcard){
		.s = slice_in(&l->a->text, form), .len = form.len};
}

static enum coop_status expand_open(struct lookup *l, struct coop_error *err)
{
	size_t left = l->cost < QUERY_COMPARISONS_MAX ? QUERY_COMPARISONS_MAX - l->cost
						      : 0,
	       cost;
	collect_open(l, l->tree->root, QFIELD_NONE);
	enum coop_status st = expand_leading_wildcards(
		&l->expander, l->leading, l->nleading, left, &cost, err);
	l->cost += cost;
	return st;
}

/* What an open pattern stands for; NULL when it would have cost too much. */
static const struct expansion *expansion_of(const struct lookup *l, uint32_t node)
{
	for (size_t i = 0; i < l->nleading; i++)
		if (l->leading_nodes[i] == node && !l->leading[i].dropped)
			return &l->leading[i].found;
	return NULL;
}

enum coop_status wildcard_expand(
	struct lookup *l, uint32_t node, bool *dropped, struct coop_error *err)
{
	const struct qnode *n = &l->tree->nodes[node];
	struct slice form = l->a->leaves[node].form;
	const char *s = slice_in(&l->a->text, form);
	struct expansion own = {0};
	const struct expansion *found = &own;
	enum coop_status st = COOP_OK;
	if (wildcard_is_leading(l->tree, l->a, node)) {
		if (l->nleading == 0)
			st = expand_open(l, err);
		found = expansion_of(l, node);
	} else if (n->kind == QNODE_WILD) {
		st = expand_pattern(&l->expander, s, form.len, &own, err);
	} else if (n->number == QFUZZY_SOUND) {
		st = expand_sound(&l->expander, s, form.len, &own, err);
	} else {
		st = expand_edits(&l->expander, s, form.len, n->number, &own, err);
	}
	l->cost += own.cost;
	*dropped = !found;
	if (!st && found)
		st = lookup_add(l, n, found, err);
	coop_buf_release(&own.words);
	return st;
}
