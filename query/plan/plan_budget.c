/*
 * plan_budget.c - the budget of positions: which phrases and distances are too expensive.
 *
 * The cost of one is an upper bound of the documents whose positions must be read: those of its
 * rarest side, or of a rarer word that must match as well.
 */
#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"

/* A phrase leaves about a quarter of the documents that hold its words, as a rule of thumb. */
enum { FEWER = 4 };

static uint64_t min_of(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* An upper bound of the documents that a side matches: a term, or an OR of terms. */
static uint64_t count_documents(struct planner *p, const struct coop_plan *side)
{
	uint64_t count = 0;
	if (side->op == COOP_OP_TERM && coop_collection_frequency(p->collection, side->s,
						side->len, &count, &p->err))
		p->failed = true;
	for (size_t i = 0; !p->failed && i < side->nkids; i++)
		count += count_documents(p, &side->kids[i]);
	return count;
}

/* Warns of the first phrase or distance that is left out. */
static void warn(struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	if (!p->unpaid)
		warnings_add(&p->out->warnings, WARNING_POSITIONS, n->column,
			coop_buf_cstr(&p->tree->text) + n->text, n->len);
	p->unpaid = true;
}

bool planner_pay(struct planner *p, uint32_t node, const struct coop_plan *near)
{
	uint64_t max_documents = p->limit;
	for (size_t i = 0; i < near->nkids; i++)
		max_documents = min_of(max_documents, count_documents(p, &near->kids[i]));
	/* a query has its first one, whatever that costs */
	if (p->paid && max_documents > p->documents) {
		warn(p, node);
		return false;
	}
	p->paid = true;
	p->documents -= min_of(max_documents, p->documents);
	/* the next one is only looked for where this one matches */
	p->limit = max_documents / FEWER;
	return true;
}

/* An upper bound of the documents that hold any word of a leaf. */
static uint64_t count_words(const struct planner *p, const struct analysed_leaf *leaf)
{
	uint64_t count = 0;
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &p->e->words[i];
		if (w->nothers > 0)
			return UINT64_MAX;
		count += w->doc_freq;
	}
	return count;
}

void planner_limit(struct planner *p, uint32_t node)
{
	bool list = planner_node(p, node)->kind == QNODE_LIST;
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next) {
		const struct analysed_leaf *leaf = &p->a->leaves[k];
		if (planner_node(p, k)->kind == QNODE_WORDS &&
			!p->e->leaves[k].in_field && leaf->count > 0 &&
			(!list || planner_node(p, k)->sign == '+'))
			p->limit = min_of(p->limit, count_words(p, leaf));
	}
}
