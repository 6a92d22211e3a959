#include "query/ranked.h"

/* What stands alone in an OR is itself, multiplied. */
static const struct coop_plan *unwrap(const struct coop_plan *plan, double *weight)
{
	*weight *= plan->weight;
	while (plan->op == COOP_OP_OR && plan->nkids == 1) {
		plan = plan->kids;
		*weight *= plan->weight;
	}
	return plan;
}

static bool add_term(const struct coop_plan *plan, double weight, bool required,
	struct topk_query *out)
{
	if (plan->op != COOP_OP_TERM || out->nterms == TOPK_TERMS)
		return false;
	out->terms[out->nterms++] =
		(struct topk_term){{plan->s, plan->len}, weight, required};
	return true;
}

/* Terms of which any will do. */
static bool add_wished(
	const struct coop_plan *plan, double weight, struct topk_query *out)
{
	plan = unwrap(plan, &weight);
	if (plan->op != COOP_OP_OR)
		return add_term(plan, weight, false, out);
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_wished(&plan->kids[i], weight, out))
			return false;
	return true;
}

/* Terms that must all be there. */
static bool add_required(
	const struct coop_plan *plan, double weight, struct topk_query *out)
{
	plan = unwrap(plan, &weight);
	if (plan->op != COOP_OP_AND)
		return add_term(plan, weight, true, out);
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_required(&plan->kids[i], weight, out))
			return false;
	return plan->nkids > 0;
}

/* Words side by side. */
static bool add_phrase(
	const struct coop_plan *plan, double weight, struct topk_query *out)
{
	out->phrase = true;
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_term(&plan->kids[i], weight * plan->kids[i].weight, true, out))
			return false;
	return plan->nkids == plan->window;
}

bool ranked_terms(const struct coop_plan *plan, struct topk_query *out)
{
	double weight = 1;
	const struct coop_plan *inner = unwrap(plan, &weight);
	out->nterms = 0;
	out->phrase = false;
	switch (inner->op) {
	case COOP_OP_TERM:
	case COOP_OP_OR:
		return add_wished(plan, 1, out);
	case COOP_OP_AND:
		return add_required(plan, 1, out);
	case COOP_OP_MAYBE:
		return add_required(&inner->kids[0], weight, out) &&
		       add_wished(&inner->kids[1], weight, out);
	case COOP_OP_ORDERED:
		return add_phrase(inner, weight, out);
	default:
		return false;
	}
}
