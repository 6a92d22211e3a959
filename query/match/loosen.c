#include "query/match/loosen.h"

#include <stdlib.h>

#include "query/match/tree.h"
#include "shared/core/i18n.h"
#include "shared/index/remote.h"

/* All nodes of the plan, one after another: kids behind their parents. */
struct loosening {
	struct coop_plan *nodes;
	size_t used;
};

static size_t count_nodes(const struct coop_plan *plan, int depth)
{
	size_t n = 1;
	for (size_t i = 0; depth < COOP_PLAN_DEPTH && i < plan->nkids; i++)
		n += count_nodes(&plan->kids[i], depth + 1);
	return n;
}

static bool is_too_deep(const struct coop_plan *plan, int depth)
{
	bool deep = depth >= COOP_PLAN_DEPTH;
	for (size_t i = 0; !deep && i < plan->nkids; i++)
		deep = is_too_deep(&plan->kids[i], depth + 1);
	return deep;
}

/* Writes a node, whose kids get places of their own; the plan is not too deep. */
static void loosen(
	struct loosening *l, const struct coop_plan *plan, struct coop_plan *to)
{
	struct coop_plan *kids = l->nodes + l->used;
	*to = *plan;
	if (op_is_near(plan->op) && (plan->s || plan->running))
		*to = (struct coop_plan){.op = COOP_OP_AND, .weight = plan->weight};
	to->kids = kids;
	to->nkids = 0;
	for (size_t i = 0; i < plan->nkids; i++)
		if (plan->op != COOP_OP_WITHOUT || i == 0 ||
			coop_remote_can_answer(&plan->kids[i]))
			kids[to->nkids++] = plan->kids[i];
	l->used += to->nkids;
	for (size_t i = 0; i < to->nkids; i++) {
		const struct coop_plan kid = kids[i];
		loosen(l, &kid, &kids[i]);
	}
}

enum coop_status plan_loosen(
	const struct coop_plan *plan, struct coop_plan **out, struct coop_error *err)
{
	*out = NULL;
	if (is_too_deep(plan, 0))
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the posting lists cannot answer this plan",
				"les listes d'occurrences ne peuvent pas répondre à ce plan"));
	struct loosening l = {calloc(count_nodes(plan, 0), sizeof *l.nodes), 1};
	if (!l.nodes)
		return coop_fail_nomem(err);
	loosen(&l, plan, l.nodes);
	*out = l.nodes;
	return COOP_OK;
}

void plan_loose_free(struct coop_plan *loose)
{
	free(loose);
}
