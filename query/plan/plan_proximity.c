/*
 * plan_proximity.c - plans NEAR.
 */
#include <string.h>

#include "query/plan/plan_internal.h"
#include "shared/index/layout.h"
#include "shared/index/own_column.h"
#include "shared/text/analyzer.h"

/* The terms of a leaf; of words in a field those of its main word. */
static struct term_range terms_of(const struct planner *p, uint32_t node)
{
	const struct expanded_leaf *leaf = &p->e->leaves[node];
	if (!leaf->in_field || planner_node(p, node)->kind != QNODE_WORDS)
		return leaf->terms;
	const struct expanded_word *w = expanded_main_word(p->e, &p->a->leaves[node]);
	return w ? w->field_terms : (struct term_range){0};
}

/* How many terms with positions stand beside NEAR; SIZE_MAX for what has no positions. */
static size_t count_positioned(const struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	const struct expanded_leaf *leaf = &p->e->leaves[node];
	size_t sum = 0;
	if (leaf->in_field && !leaf->has_positions)
		return SIZE_MAX;
	if (n->kind == QNODE_WORDS || n->kind == QNODE_WILD || n->kind == QNODE_FUZZY)
		return terms_of(p, node).count;
	if (n->kind != QNODE_OR)
		return SIZE_MAX;
	for (uint32_t k = n->first; k; k = planner_node(p, k)->next) {
		size_t count = count_positioned(p, k);
		if (count == SIZE_MAX)
			return SIZE_MAX;
		sum += count;
	}
	return sum;
}

/* Adds the terms with positions below a node: those of fields without their prefix. */
static void add_positioned(struct planner *p, uint32_t node, struct plan_kids *g)
{
	const struct qnode *n = planner_node(p, node);
	for (uint32_t k = n->first; k; k = planner_node(p, k)->next)
		add_positioned(p, k, g);
	struct term_range terms = terms_of(p, node);
	bool in_field = p->e->leaves[node].in_field;
	for (size_t i = 0; i < terms.count; i++) {
		struct slice term = p->e->terms[terms.first + i].text;
		size_t prefix = in_field ? coop_field_prefix(
						   slice_in(&p->e->text, term), term.len)
					 : 0;
		term.off += prefix;
		term.len -= prefix;
		plan_set_term(p, &g->nodes[g->count++], term, 1);
	}
}

static uint32_t first_leaf(const struct planner *p, uint32_t node)
{
	while (planner_node(p, node)->first)
		node = planner_node(p, node)->first;
	return node;
}

static bool is_in_field(const struct planner *p, uint32_t node)
{
	return p->e->leaves[first_leaf(p, node)].in_field;
}

/* Plans one side of NEAR: an OR of terms with positions; false for what has none. */
static bool plan_side(struct planner *p, uint32_t node, struct coop_plan *to)
{
	size_t count = count_positioned(p, node);
	if (count == SIZE_MAX)
		return false;
	struct plan_kids g = planner_kids(p, count);
	if (p->failed)
		return false;
	add_positioned(p, node, &g);
	plan_join(to, COOP_OP_OR, &g);
	return true;
}

/* Sets the window of two neighbours, or the term that may not stand between them. */
static void set_distance(const struct qnode *n, struct coop_plan *to)
{
	to->window = n->near + 1;
	if (n->near != QNEAR_SENTENCE && n->near != QNEAR_PARAGRAPH)
		return;
	bool sentence = n->near == QNEAR_SENTENCE;
	to->s = sentence ? COOP_TERM_SENTENCE : COOP_TERM_PARAGRAPH;
	to->len = strlen(to->s);
	/* for the engine: within this window there is no room for a gap */
	to->window = (sentence ? COOP_GAP_SENTENCE : COOP_GAP_PARAGRAPH) + 1;
}

/* Plans two neighbours of a NEAR; false when one has no positions. */
static bool plan_pair(
	struct planner *p, uint32_t left, uint32_t right, struct coop_plan *to)
{
	const struct qnode *n = planner_node(p, right);
	struct coop_plan *pair = planner_nodes(p, 2);
	if (!pair || !plan_side(p, left, &pair[0]) || !plan_side(p, right, &pair[1]))
		return false;
	plan_set(to, n->ordered ? COOP_OP_ORDERED : COOP_OP_NEAR, pair, 2);
	set_distance(n, to);
	plan_restrict(p, first_leaf(p, right), to);
	return true;
}

/* Whether a side of NEAR is one leaf of several words: a compound, a date, a measure. */
static bool is_several(const struct planner *p, uint32_t node)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	return planner_node(p, node)->kind == QNODE_WORDS && leaf->count > 1 &&
	       !p->e->leaves[node].in_field;
}

/* What stands beside the words of a leaf in another form, and says less than they do. */
static bool is_beside(const struct analysed_word *w)
{
	const unsigned more = COOP_TOKEN_WHOLE | COOP_TOKEN_MARK;
	return w->joined && !(w->flags & more);
}

/* The words of a side of several, one of which is near: all must be in the notice. */
static bool plan_all_words(struct planner *p, uint32_t node, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	struct plan_kids g = planner_kids(p, leaf->count);
	for (size_t i = leaf->first; !p->failed && i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &p->e->words[i];
		if (is_beside(&w->word))
			continue;
		plan_words(p, i, i + 1, &g.nodes[g.count]);
		/* a word that the budget refuses is no condition; one that is unknown is */
		g.count += !w->known || g.nodes[g.count].nkids > 0;
	}
	plan_join(to, COOP_OP_AND, &g);
	return !p->failed && g.count > 0;
}

/*
 * In a field, the words must be in the field, and near each other somewhere in the document: the
 * index does not say which of their positions are in the field.
 */
bool plan_near(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct plan_kids g = planner_kids(p, 4 * planner_count_kids(p, node));
	if (p->failed)
		return false;
	for (uint32_t k = planner_node(p, node)->first; planner_node(p, k)->next;
		k = planner_node(p, k)->next) {
		uint32_t next = planner_node(p, k)->next;
		struct coop_plan *pair = &g.nodes[g.count];
		bool near = plan_pair(p, k, next, pair),
		     paid = near && planner_pay(p, next, pair);
		g.count += paid;
		if (near && !is_in_field(p, k))
			continue;
		g.count += planner_plan(p, k, &g.nodes[g.count]);
		g.count += planner_plan(p, next, &g.nodes[g.count]);
	}
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next)
		if (is_several(p, k))
			g.count += plan_all_words(p, k, &g.nodes[g.count]);
	plan_join(to, COOP_OP_AND, &g);
	return g.count > 0;
}
