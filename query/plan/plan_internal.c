/*
 * plan_internal.c - the memory of plans, and making nodes.
 */
#include "query/plan/plan_internal.h"

#include <stdlib.h>

/* Nodes that were allocated together. */
struct plan_block {
	struct plan_block *next;
	struct coop_plan nodes[];
};

struct coop_plan *planner_nodes(struct planner *p, size_t count)
{
	struct plan_block *block =
		calloc(1, sizeof *block + count * sizeof block->nodes[0]);
	if (!block) {
		p->failed = true;
		return NULL;
	}
	block->next = p->out->blocks;
	p->out->blocks = block;
	return block->nodes;
}

void plan_set(
	struct coop_plan *to, enum coop_op op, const struct coop_plan *kids, size_t nkids)
{
	*to = (struct coop_plan){.op = op, .weight = 1, .kids = kids, .nkids = nkids};
}

void plan_set_term(
	const struct planner *p, struct coop_plan *to, struct slice term, double weight)
{
	*to = (struct coop_plan){.op = COOP_OP_TERM,
		.weight = weight,
		.s = slice_in(&p->e->text, term),
		.len = term.len};
}

struct plan_kids planner_kids(struct planner *p, size_t count)
{
	return (struct plan_kids){planner_nodes(p, count), 0};
}

size_t planner_count_kids(const struct planner *p, uint32_t node)
{
	size_t count = 0;
	for (uint32_t k = planner_node(p, node)->first; k; k = planner_node(p, k)->next)
		count++;
	return count;
}

void plan_join(struct coop_plan *to, enum coop_op op, const struct plan_kids *g)
{
	if (g->count == 1)
		*to = g->nodes[0];
	else
		plan_set(to, op, g->nodes, g->count);
}

void planner_combine(struct planner *p, struct coop_plan *to, enum coop_op op,
	const struct coop_plan *first, const struct coop_plan *second)
{
	struct coop_plan *pair = planner_nodes(p, 2);
	if (!pair)
		return;
	pair[0] = *first;
	pair[1] = *second;
	plan_set(to, op, pair, 2);
}

void planned_release(struct planned_query *p)
{
	while (p->blocks) {
		struct plan_block *next = p->blocks->next;
		free(p->blocks);
		p->blocks = next;
	}
	*p = (struct planned_query){.can_near = false};
}
