/*
 * tree_build.c - from a plan to a tree (tree.h).
 */
#include "query/match/tree_build.h"

#include <stdlib.h>

#include "shared/core/buf.h"
#include "shared/core/i18n.h"

/*
 * A kid of NEAR or ORDERED. Another NEAR of the same words shares its cursors, which count once
 * more: phrases of a query often overlap.
 */
struct near_kid {
	const struct coop_plan *plan;
	double weight;
	bool scored;
	uint32_t node;
};

static enum coop_status build(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, uint32_t *node);

enum coop_status tree_add_node(
	struct tree_builder *b, struct match_node made, uint32_t *node)
{
	struct match_tree *t = b->t;
	if (!coop_array_grow(&t->nodes, &t->nodes_cap, t->nnodes + 1, sizeof *t->nodes))
		return coop_fail_nomem(b->err);
	*node = (uint32_t)t->nnodes++;
	t->nodes[*node] = made;
	return COOP_OK;
}

/* ---- kids that stand near each other ---- */

static bool same_plan(const struct coop_plan *a, const struct coop_plan *b)
{
	if (a->op != b->op || a->weight != b->weight || a->nkids != b->nkids ||
		(a->s && !coop_bytes_equal(a->s, a->len, b->s, b->len)))
		return false;
	for (size_t i = 0; i < a->nkids; i++)
		if (!same_plan(&a->kids[i], &b->kids[i]))
			return false;
	return true;
}

/* Whether a kid of NEAR is what plan.h allows: a term, or an OR of terms. */
static bool can_stand_near(const struct coop_plan *plan, int depth)
{
	for (size_t i = 0; i < plan->nkids; i++)
		if (depth == COOP_PLAN_DEPTH ||
			!can_stand_near(&plan->kids[i], depth + 1))
			return false;
	return plan->op == COOP_OP_TERM || plan->op == COOP_OP_OR;
}

static enum coop_status build_near_kid(struct tree_builder *b,
	const struct coop_plan *plan, struct node_context at, uint32_t *node)
{
	struct match_tree *t = b->t;
	for (size_t i = 0; i < b->nnear_kids; i++) {
		const struct near_kid *s = &b->near_kids[i];
		if (s->weight != at.weight || s->scored != at.scored ||
			!same_plan(s->plan, plan))
			continue;
		const struct match_node *n = &t->nodes[s->node];
		*node = s->node;
		for (uint32_t k = 0; k < n->ncursors; k++)
			t->cursors[n->cursor + k].uses += at.scored;
		return COOP_OK;
	}
	enum coop_status st = build(b, plan, at, node);
	if (st)
		return st;
	if (!coop_array_grow(&b->near_kids, &b->near_kids_cap, b->nnear_kids + 1,
		    sizeof *b->near_kids))
		return coop_fail_nomem(b->err);
	b->near_kids[b->nnear_kids++] =
		(struct near_kid){plan, at.weight, at.scored, *node};
	return COOP_OK;
}

/* Takes note of how many kids a NEAR has, and cursors in these. */
static void measure(struct match_tree *t, const struct match_node *n)
{
	size_t cursors = 0;
	for (uint32_t i = 0; i < n->count; i++)
		cursors += t->nodes[t->kids[n->first + i]].ncursors;
	t->max_cursors = cursors > t->max_cursors ? cursors : t->max_cursors;
	t->max_kids = n->count > t->max_kids ? n->count : t->max_kids;
}

/* ---- kids ---- */

static enum coop_status reserve_kids(
	struct tree_builder *b, size_t count, uint32_t *first)
{
	struct match_tree *t = b->t;
	*first = (uint32_t)t->nkids;
	if (!coop_array_grow(&t->kids, &t->kids_cap, t->nkids + count, sizeof *t->kids) ||
		!coop_array_grow(
			&t->order, &t->order_cap, t->nkids + count, sizeof *t->order))
		return coop_fail_nomem(b->err);
	t->nkids += count;
	return COOP_OK;
}

/* Whether the first kid of a node alone decides which documents match. */
static bool is_led(enum coop_op op)
{
	return op == COOP_OP_WITHOUT || op == COOP_OP_MAYBE;
}

/* Adds a kid to what its parent says of itself. */
static void account(const struct match_tree *t, struct match_node *n,
	const struct match_node *kid, bool first)
{
	uint64_t sum = n->max_documents + kid->max_documents;
	n->positional |= kid->positional;
	if (n->op == COOP_OP_OR)
		n->max_documents = sum < t->last ? sum : t->last;
	else if (first || (kid->max_documents < n->max_documents && !is_led(n->op)))
		n->max_documents = kid->max_documents;
}

static enum coop_status build_kids(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, struct match_node *made)
{
	struct match_tree *t = b->t;
	enum coop_status st = reserve_kids(b, plan->nkids, &made->first);
	bool alternatives = made->op == COOP_OP_OR && plan->nkids > 1;
	for (size_t i = 0; !st && i < plan->nkids; i++) {
		uint32_t kid = 0;
		struct node_context below = {at.weight,
			at.scored && (made->op != COOP_OP_WITHOUT || i == 0),
			at.implied && !alternatives && (!is_led(made->op) || i == 0),
			at.depth + 1};
		st = op_is_near(made->op) ? build_near_kid(b, &plan->kids[i], below, &kid)
					  : build(b, &plan->kids[i], below, &kid);
		if (st)
			break;
		t->kids[made->first + i] = kid;
		account(t, made, &t->nodes[kid], i == 0);
	}
	return st;
}

/* Orders the kids: the rarest first; those of WITHOUT and MAYBE as they stand in the plan. */
static void set_order(struct match_tree *t, const struct match_node *n)
{
	if (n->count == 0)
		return;
	uint32_t *order = t->order + n->first;
	for (uint32_t i = 0; i < n->count; i++) {
		uint32_t kid = t->kids[n->first + i], place = i;
		uint64_t max_documents = t->nodes[kid].max_documents;
		for (; !is_led(n->op) && place > 0 &&
			max_documents < t->nodes[order[place - 1]].max_documents;
			place--)
			order[place] = order[place - 1];
		order[place] = kid;
	}
}

/* ---- nodes ---- */

/* Opens the cursor of what may not stand between the kids of a NEAR; it scores nothing. */
static enum coop_status add_breaks(
	struct tree_builder *b, const struct coop_plan *plan, struct match_node *made)
{
	return op_is_near(plan->op) && plan->s
		       ? tree_add_cursor(b, plan, false, &made->breaks)
		       : COOP_OK;
}

static bool can_build(const struct coop_plan *plan, bool scored, int depth)
{
	bool two = plan->op == COOP_OP_NEAR || (plan->op == COOP_OP_ORDERED && plan->s);
	bool can = depth < COOP_PLAN_DEPTH && (!two || plan->nkids == 2);
	for (size_t i = 0; can && i < plan->nkids; i++) {
		if (plan->op == COOP_OP_SYNONYM)
			can = plan->kids[i].op == COOP_OP_TERM || !scored;
		else if (op_is_near(plan->op))
			can = can_stand_near(&plan->kids[i], depth);
	}
	return can;
}

/* Builds a node that is no leaf. */
static enum coop_status build_inner(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, uint32_t *node)
{
	struct match_tree *t = b->t;
	struct match_node made = {
		.op = plan->op == COOP_OP_SYNONYM ? COOP_OP_OR : plan->op,
		.count = (uint32_t)plan->nkids,
		.cursor = (uint32_t)t->ncursors,
		.max_documents = plan->op == COOP_OP_ALL ? t->last : 0,
		.span = plan->window,
		.scored = at.scored,
		.implied = at.implied,
		.positional = op_is_near(plan->op)};
	enum coop_status st = build_kids(b, plan, at, &made);
	if (st)
		return st;
	made.ncursors = (uint32_t)t->ncursors - made.cursor;
	st = add_breaks(b, plan, &made);
	if (st)
		return st;
	set_order(t, &made);
	if (op_is_near(made.op))
		measure(t, &made);
	return tree_add_node(b, made, node);
}

static enum coop_status build(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, uint32_t *node)
{
	at.weight *= plan->weight;
	if (!can_build(plan, at.scored, at.depth))
		return coop_fail(b->err, COOP_E_ARG, "%s",
			TR("the posting lists cannot answer this plan",
				"les listes d'occurrences ne peuvent pas répondre à ce plan"));
	if (plan->op == COOP_OP_TERM)
		return tree_add_term(b, plan, at, node);
	if (plan->op == COOP_OP_SYNONYM && at.scored)
		return tree_add_synonym(b, plan, at.weight, node);
	return build_inner(b, plan, at, node);
}

static size_t count_terms(const struct coop_plan *plan, int depth)
{
	size_t sum = plan->s != NULL;
	for (size_t i = 0; depth < COOP_PLAN_DEPTH && i < plan->nkids; i++)
		sum += count_terms(&plan->kids[i], depth + 1);
	return sum;
}

enum coop_status tree_build(struct match_tree *t, const struct coop_plan *plan,
	const struct coop_collection *collection, const struct coop_collection_part *part,
	struct coop_error *err)
{
	struct tree_builder b = {t, collection, part, .err = err};
	size_t terms = count_terms(plan, 0);
	t->documents = collection->documents;
	t->last = part->last - part->before;
	t->nnodes = t->nkids = t->ncursors = t->nunits = t->max_kids = t->max_cursors = 0;
	/* cursors must not move: units point to them, and lists in memory to themselves */
	if (!coop_array_grow(&t->cursors, &t->cursors_cap, terms, sizeof *t->cursors) ||
		!coop_array_grow(&t->frequencies, &t->frequencies_cap, terms,
			sizeof *t->frequencies))
		return coop_fail_nomem(err);
	enum coop_status st =
		build(&b, plan, (struct node_context){1, true, true, 0}, &t->root);
	if (!st)
		st = tree_finish_synonyms(&b);
	free(b.near_kids);
	return st;
}
