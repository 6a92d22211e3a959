#include "query/ranked.h"

#include "shared/bytes.h"

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

/* Terms that must all be there, or of which any will do. */
static bool add_terms(const struct coop_plan *plan, double weight, bool required,
	struct topk_query *out)
{
	plan = unwrap(plan, &weight);
	if (plan->op != (required ? COOP_OP_AND : COOP_OP_OR))
		return add_term(plan, weight, required, out);
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_terms(&plan->kids[i], weight, required, out))
			return false;
	return !required || plan->nkids > 0;
}

bool ranked_terms(const struct coop_plan *plan, struct topk_query *out)
{
	double weight = 1;
	const struct coop_plan *inner = unwrap(plan, &weight);
	out->nterms = 0;
	switch (inner->op) {
	case COOP_OP_TERM:
	case COOP_OP_OR:
		return add_terms(plan, 1, false, out);
	case COOP_OP_AND:
		return add_terms(plan, 1, true, out);
	case COOP_OP_MAYBE:
		return add_terms(&inner->kids[0], weight, true, out) &&
		       add_terms(&inner->kids[1], weight, false, out);
	default:
		return false;
	}
}

/* ---- groups ---- */

/* The terms of a group. */
static bool add_joint_terms(
	const struct coop_plan *plan, double weight, struct joint_query *out)
{
	weight *= plan->weight;
	for (size_t i = 0; plan->op == COOP_OP_OR && i < plan->nkids; i++)
		if (!add_joint_terms(&plan->kids[i], weight, out))
			return false;
	if (plan->op != COOP_OP_TERM || out->nterms == JOINT_TERMS)
		return plan->op == COOP_OP_OR;
	out->failed |= !coop_array_grow(
		&out->terms, &out->terms_cap, out->nterms + 1, sizeof *out->terms);
	if (!out->failed)
		out->terms[out->nterms++] =
			(struct joint_term){{plan->s, plan->len}, weight};
	return !out->failed;
}

static bool same_group(const struct joint_query *q, const struct joint_group *a,
	const struct joint_group *b)
{
	if (a->count != b->count || a->required != b->required)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct joint_term *s = &q->terms[a->first + i],
					*t = &q->terms[b->first + i];
		if (s->weight != t->weight ||
			!coop_bytes_equal(s->term.s, s->term.len, t->term.s, t->term.len))
			return false;
	}
	return true;
}

/* Adds a group; one that is there already counts once more. `*number` is which it is. */
static bool add_group(const struct coop_plan *plan, double weight, bool required,
	struct joint_query *out, size_t *number)
{
	struct joint_group g = {
		.first = out->nterms, .weight = weight, .required = required};
	if (!add_joint_terms(plan, 1, out))
		return false;
	g.count = out->nterms - g.first;
	for (*number = 0; *number < out->ngroups; ++*number)
		if (same_group(out, &out->groups[*number], &g)) {
			out->groups[*number].weight += weight;
			out->nterms = g.first;
			return true;
		}
	out->failed |= !coop_array_grow(
		&out->groups, &out->groups_cap, out->ngroups + 1, sizeof *out->groups);
	if (!out->failed)
		out->groups[out->ngroups++] = g;
	return !out->failed;
}

static bool add_near(const struct coop_plan *plan, double weight, struct joint_query *out)
{
	if (plan->op == COOP_OP_NEAR && plan->nkids != 2)
		return false;
	struct joint_near near = {
		out->nsides, plan->nkids, plan->window, plan->op == COOP_OP_ORDERED};
	out->failed |= !coop_array_grow(&out->sides, &out->sides_cap,
			       out->nsides + plan->nkids, sizeof *out->sides) ||
		       !coop_array_grow(&out->nears, &out->nears_cap, out->nnears + 1,
			       sizeof *out->nears);
	for (size_t i = 0; !out->failed && i < plan->nkids; i++)
		if (!add_group(&plan->kids[i], weight, true, out,
			    &out->sides[out->nsides++]))
			return false;
	if (!out->failed)
		out->nears[out->nnears++] = near;
	return !out->failed;
}

/* What must be there. */
static bool add_needed(
	const struct coop_plan *plan, double weight, struct joint_query *out)
{
	double inner = weight * plan->weight;
	size_t number;
	if (plan->op == COOP_OP_ORDERED || plan->op == COOP_OP_NEAR)
		return add_near(plan, inner, out);
	if (plan->op == COOP_OP_OR && plan->nkids == 1)
		return add_needed(plan->kids, inner, out);
	if (plan->op != COOP_OP_AND)
		return add_group(plan, weight, true, out, &number);
	for (size_t i = 0; i < plan->nkids; i++)
		if (!add_needed(&plan->kids[i], inner, out))
			return false;
	return plan->nkids > 0;
}

bool ranked_joint(const struct coop_plan *plan, struct joint_query *out)
{
	double weight = 1;
	size_t number;
	const struct coop_plan *inner = unwrap(plan, &weight);
	if (inner->op != COOP_OP_MAYBE)
		return add_needed(plan, 1, out);
	return add_needed(&inner->kids[0], weight, out) &&
	       add_group(&inner->kids[1], weight, false, out, &number);
}
