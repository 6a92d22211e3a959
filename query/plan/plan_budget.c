/*
 * plan_budget.c - what looking for words near each other costs, and what of it is left out.
 *
 * The cost is the number of documents whose places must be looked at: at most those that the rarest
 * side is in, fewer where rarer words must be there too.
 */
#include "query/plan/plan_internal.h"
#include "query/plan/weights.h"

enum { FEWER = 4 };

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* How many documents hold a side, a term or an OR of terms, at most. */
static uint64_t count_documents(struct planner *p, const struct coop_plan *side)
{
	uint64_t count = 0;
	if (side->op == COOP_OP_TERM &&
		coop_reader_frequency(p->reader, side->s, side->len, &count, &p->err))
		p->failed = true;
	for (size_t i = 0; !p->failed && i < side->nkids; i++)
		count += count_documents(p, &side->kids[i]);
	return count;
}

static void tell(struct planner *p, uint32_t node)
{
	const struct qnode *n = planner_node(p, node);
	if (!p->unpaid)
		warnings_add(&p->q->tree.notes, WARNING_PLACES, n->column,
			coop_buf_cstr(&p->q->tree.text) + n->text, n->len);
	p->unpaid = true;
}

bool planner_pay(struct planner *p, uint32_t node, const struct coop_plan *near)
{
	uint64_t max_documents = p->limit;
	for (size_t i = 0; i < near->nkids; i++)
		max_documents = least(max_documents, count_documents(p, &near->kids[i]));
	/* the first is always looked for */
	if (p->paid && max_documents > p->places) {
		tell(p, node);
		return false;
	}
	p->paid = true;
	p->places -= least(max_documents, p->places);
	/* only what has it, and the words of both, is looked at for the next */
	p->limit = max_documents / FEWER;
	return true;
}

/* How many documents hold any word of a leaf, at most. */
static uint64_t count_words(const struct planner *p, const struct part *part)
{
	uint64_t count = 0;
	for (size_t i = part->first; i < part->first + part->count; i++) {
		const struct word *w = &p->q->words[i];
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
		const struct part *part = &p->q->parts[k];
		if (planner_node(p, k)->kind == QNODE_WORDS && !part->in_field &&
			part->count > 0 && (!list || planner_node(p, k)->sign == '+'))
			p->limit = least(p->limit, count_words(p, part));
	}
}
