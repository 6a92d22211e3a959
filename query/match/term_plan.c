#include "query/match/term_plan.h"

/* The node itself or, for an OR of one kid, what stands in it. */
static const struct match_node *unwrap(
	const struct match_tree *t, const struct match_node *n)
{
	while (n->op == COOP_OP_OR && n->count == 1)
		n = tree_kid(t, &t->kids[n->first]);
	return n;
}

/* Terms that are all required, in nested ANDs, or all optional, in nested ORs. */
static bool read_terms(struct match_tree *t, const struct match_node *n, bool required)
{
	n = unwrap(t, n);
	if (n->op == COOP_OP_TERM) {
		t->cursors[n->cursor].required = required;
		return true;
	}
	if (n->op != (required ? COOP_OP_AND : COOP_OP_OR))
		return false;
	for (uint32_t i = 0; i < n->count; i++)
		if (!read_terms(t, tree_kid(t, &t->kids[n->first + i]), required))
			return false;
	return !required || n->count > 0;
}

/* Required terms and, among them, one OR. */
static bool read_and(
	struct match_tree *t, const struct match_node *n, struct term_plan *out)
{
	for (uint32_t i = 0; i < n->count; i++) {
		const struct match_node *kid =
			unwrap(t, tree_kid(t, &t->kids[n->first + i]));
		bool optional = kid->op == COOP_OP_OR && kid->count > 0;
		if ((optional && out->needs_optional) || !read_terms(t, kid, !optional))
			return false;
		out->needs_optional |= optional;
	}
	out->any_required = true;
	return n->count > 0;
}

static bool read_maybe(
	struct match_tree *t, const struct match_node *n, struct term_plan *out)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (!read_terms(t, tree_kid(t, &t->kids[n->first + i]), i == 0))
			return false;
	out->any_required = true;
	return n->count > 0;
}

bool term_plan_read(struct match_tree *t, struct term_plan *out)
{
	const struct match_node *n = unwrap(t, &t->nodes[t->root]);
	*out = (struct term_plan){false, false};
	switch (n->op) {
	case COOP_OP_TERM:
	case COOP_OP_OR:
		return read_terms(t, n, false);
	case COOP_OP_AND:
		return read_and(t, n, out);
	case COOP_OP_MAYBE:
		return read_maybe(t, n, out);
	default:
		return false;
	}
}
