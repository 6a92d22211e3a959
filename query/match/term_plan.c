#include "query/match/term_plan.h"

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
	struct maxscore_query *out)
{
	if (plan->op != COOP_OP_TERM || out->nterms == MAXSCORE_TERMS)
		return false;
	out->terms[out->nterms++] =
		(struct maxscore_term){{plan->s, plan->len}, weight, required};
	return true;
}

/* Terms that must all be there, or of which any will do. */
static bool add_terms(const struct coop_plan *plan, double weight, bool required,
	struct maxscore_query *out)
{
	plan = unwrap(plan, &weight);
	if (plan->op != (required ? COOP_OP_AND : COOP_OP_OR))
		return add_term(plan, weight, required, out);
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_terms(&plan->kids[i], weight, required, out))
			return false;
	return !required || plan->nkids > 0;
}

/* Terms that must all be there, and beside them others of which one must. */
static bool add_all(
	const struct coop_plan *plan, double weight, struct maxscore_query *out)
{
	for (size_t i = 0; i < plan->nkids; i++) {
		double inside = weight;
		const struct coop_plan *kid = unwrap(&plan->kids[i], &inside);
		bool some = kid->op == COOP_OP_OR && kid->nkids > 0;
		if (some && out->some)
			return false;
		out->some |= some;
		for (size_t k = 0; some && k < kid->nkids; k++)
			if (!add_terms(&kid->kids[k], inside, false, out))
				return false;
		if (!some && !add_terms(&plan->kids[i], weight, true, out))
			return false;
	}
	return plan->nkids > 0;
}

bool term_plan_read(const struct coop_plan *plan, struct maxscore_query *out)
{
	double weight = 1;
	const struct coop_plan *inner = unwrap(plan, &weight);
	out->nterms = 0;
	out->some = false;
	switch (inner->op) {
	case COOP_OP_TERM:
	case COOP_OP_OR:
		return add_terms(plan, 1, false, out);
	case COOP_OP_AND:
		return add_all(inner, weight, out);
	case COOP_OP_MAYBE:
		return add_terms(&inner->kids[0], weight, true, out) &&
		       add_terms(&inner->kids[1], weight, false, out);
	default:
		return false;
	}
}
