/*
 * plan_running.c - plans words and patterns in running text, and restricts phrases and distances to it.
 */
#include "query/plan/plan_internal.h"

void plan_restrict(struct planner *p, uint32_t node, struct coop_plan *to)
{
	enum coop_running running = p->e->leaves[node].running;
	if (!running || p->failed)
		return;
	if (to->op != COOP_OP_NEAR && to->op != COOP_OP_ORDERED) {
		struct coop_plan *word = planner_nodes(p, 1);
		if (!word)
			return;
		*word = *to;
		plan_set(to, COOP_OP_ORDERED, word, 1);
		to->window = 1;
	}
	to->running = running;
}

/* Plans a word or pattern by its terms; false where the budget refuses it. */
static bool plan_forms(
	struct planner *p, uint32_t node, struct term_range terms, struct coop_plan *to)
{
	uint64_t limit = p->limit;
	plan_terms(p, terms, COOP_OP_OR, to);
	plan_restrict(p, node, to);
	bool paid = !p->failed && planner_pay(p, node, to);
	/* unlike a phrase, most of the words stand there */
	p->limit = limit;
	return paid;
}

/* Plans a word. Its accents have no positions: an exact word must have them somewhere in the notice. */
static bool plan_word(struct planner *p, uint32_t node, const struct expanded_word *w,
	struct coop_plan *to)
{
	struct slice exact = w->word.exact;
	if (!plan_forms(p, node, w->field_terms, to))
		return false;
	if (exact.len > w->word.form.len) {
		struct coop_plan accented, word = *to;
		plan_set_term(p, &accented, exact, 1);
		planner_combine(p, to, COOP_OP_AND, &accented, &word);
	}
	return true;
}

/* A mark has no positions: a notice must have it somewhere, and its letters and digits here. */
bool plan_running(struct planner *p, uint32_t node, enum coop_op op, struct coop_plan *to)
{
	const struct analysed_leaf *leaf = &p->a->leaves[node];
	struct term_range terms = p->e->leaves[node].terms;
	if (!p->e->leaves[node].in_field)
		return plan_forms(p, node, terms, to);
	struct plan_kids g = planner_kids(p, leaf->count);
	for (size_t i = leaf->first; !p->failed && i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &p->e->words[i];
		if (w->in_field)
			g.count += plan_word(p, node, w, &g.nodes[g.count]);
		else if (op == COOP_OP_AND && w->word.flags & COOP_TOKEN_MARK)
			plan_set_term(p, &g.nodes[g.count++], analysed_term(&w->word), 1);
	}
	plan_join(to, op, &g);
	return !p->failed && g.count > 0;
}

void plan_with_field(struct planner *p, uint32_t node, struct coop_plan *to)
{
	struct term_range field = p->e->leaves[node].inside;
	struct coop_plan clauses = *to, there;
	if (field.count == 0)
		return;
	plan_terms(p, field, COOP_OP_AND, &there);
	planner_combine(p, to, COOP_OP_AND, &clauses, &there);
}
