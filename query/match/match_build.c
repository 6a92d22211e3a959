/*
 * match_build.c - the nodes of a plan, and the cursors of its terms.
 */
#include <stdlib.h>

#include "query/match/match_internal.h"
#include "shared/core/buf.h"

/* A side of a NEAR that was made: others of the same words are it. */
struct side {
	const struct coop_plan *plan;
	double weight;
	bool scored;
	uint32_t node;
};

/* How a part of a plan stands in it (match_internal.h). */
struct standing {
	double weight;
	bool scored, always;
	int depth;
};

struct building {
	struct matcher *m;
	const struct coop_postings *lists;
	struct coop_reader *reader;
	struct side *sides;
	size_t nsides, sides_cap;
	size_t most_sides, most_walks;
	bool there;
	struct coop_error *err;
};

/* ---- how much there is ---- */

static size_t count_terms(const struct coop_plan *plan, int depth)
{
	size_t sum = plan->s != NULL;
	for (size_t i = 0; depth < MATCH_DEPTH && i < plan->nkids; i++)
		sum += count_terms(&plan->kids[i], depth + 1);
	return sum;
}

/* How many documents hold any of two terms, if these have nothing to do with each other. */
static uint64_t either(uint64_t a, uint64_t b, uint64_t documents)
{
	double x = (double)a, y = (double)b;
	if (documents == 0)
		return 0;
	return (uint64_t)(x + y - x * y / (double)documents + 0.5);
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The same of several, the two least first, each time rounded: as the engine has it. */
static uint64_t any(uint64_t *counts, size_t n, uint64_t documents)
{
	qsort(counts, n, sizeof *counts, ascending);
	for (size_t i = 0; i + 1 < n; i++) {
		uint64_t both = either(counts[i], counts[i + 1], documents);
		size_t k = i + 1;
		for (; k + 1 < n && counts[k + 1] < both; k++)
			counts[k] = counts[k + 1];
		counts[k] = both;
	}
	return n > 0 ? counts[n - 1] : 0;
}

/* ---- nodes ---- */

static enum coop_status build(struct building *b, const struct coop_plan *plan,
	struct standing at, uint32_t *node);

/* Makes room for a node and its kids. */
static enum coop_status add_node(
	struct building *b, struct match_node made, uint32_t *node)
{
	struct matcher *m = b->m;
	if (!coop_array_grow(&m->nodes, &m->nodes_cap, m->nnodes + 1, sizeof *m->nodes))
		return coop_fail_nomem(b->err);
	*node = (uint32_t)m->nnodes++;
	m->nodes[*node] = made;
	return COOP_OK;
}

static enum coop_status reserve_kids(struct building *b, size_t count, uint32_t *first)
{
	struct matcher *m = b->m;
	*first = (uint32_t)m->nkids;
	if (!coop_array_grow(&m->kids, &m->kids_cap, m->nkids + count, sizeof *m->kids) ||
		!coop_array_grow(
			&m->order, &m->order_cap, m->nkids + count, sizeof *m->order))
		return coop_fail_nomem(b->err);
	m->nkids += count;
	return COOP_OK;
}

static enum coop_status add_unit(struct building *b, struct match_unit unit)
{
	struct matcher *m = b->m;
	if (!coop_array_grow(&m->units, &m->units_cap, m->nunits + 1, sizeof *m->units))
		return coop_fail_nomem(b->err);
	m->units[m->nunits++] = unit;
	return COOP_OK;
}

static enum coop_status begin_cursor(struct building *b, const struct coop_plan *plan,
	bool scored, struct posting_cursor **cursor)
{
	struct matcher *m = b->m;
	*cursor = &m->cursors[m->ncursors++];
	enum coop_status st = cursor_begin(*cursor, b->lists, b->reader,
		(struct coop_bytes){plan->s, plan->len}, &b->there, b->err);
	(*cursor)->uses = scored;
	return st;
}

static enum coop_status build_term(struct building *b, const struct coop_plan *plan,
	struct standing at, uint32_t *node)
{
	struct posting_cursor *l;
	struct match_node made = {.op = COOP_OP_TERM,
		.cursor = (uint32_t)b->m->ncursors,
		.ncursors = 1,
		.scored = at.scored};
	enum coop_status st = begin_cursor(b, plan, at.scored, &l);
	if (st || !b->there)
		return st;
	cursor_weigh(l, b->m->documents, at.weight);
	made.max_documents = l->list.doc_freq;
	if (at.scored)
		st = add_unit(b, (struct match_unit){.cursor = l});
	return st ? st : add_node(b, made, node);
}

/* Begins the cursors of a SYNONYM's terms, and counts the documents of each. */
static enum coop_status begin_cursors(
	struct building *b, const struct coop_plan *plan, uint64_t *counts)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && b->there && i < plan->nkids; i++) {
		struct posting_cursor *l;
		b->there = plan->kids[i].op == COOP_OP_TERM;
		if (!b->there)
			return COOP_OK;
		st = begin_cursor(b, &plan->kids[i], true, &l);
		counts[i] = l->list.doc_freq;
	}
	return st;
}

/* Terms that score as if they were one. */
static enum coop_status build_synonym(
	struct building *b, const struct coop_plan *plan, double weight, uint32_t *node)
{
	struct matcher *m = b->m;
	struct match_node made = {.op = COOP_OP_SYNONYM,
		.cursor = (uint32_t)m->ncursors,
		.ncursors = (uint32_t)plan->nkids,
		.scored = true};
	uint64_t *counts = calloc(plan->nkids + 1, sizeof *counts);
	if (!counts)
		return coop_fail_nomem(b->err);
	enum coop_status st = begin_cursors(b, plan, counts);
	for (size_t i = 0; i < plan->nkids; i++)
		made.max_documents += counts[i];
	made.factor = cursor_factor(
		m->documents, any(counts, plan->nkids, m->documents), weight);
	free(counts);
	for (size_t i = made.cursor; i < m->ncursors; i++)
		m->cursors[i].factor = made.factor;
	if (!st && b->there)
		st = add_node(b, made, node);
	if (st || !b->there)
		return st;
	uint16_t *sums = calloc(MATCH_WINDOW, sizeof *sums);
	m->nodes[*node].sums = sums;
	return sums ? COOP_OK : coop_fail_nomem(b->err);
}

/* Takes account of a kid in what its parent tells. */
static void tell(const struct matcher *m, struct match_node *n,
	const struct match_node *kid, bool first)
{
	uint64_t sum = n->max_documents + kid->max_documents;
	n->placed |= kid->placed;
	if (n->op == COOP_OP_OR)
		n->max_documents = sum < m->documents ? sum : m->documents;
	else if (first || (kid->max_documents < n->max_documents &&
				  n->op != COOP_OP_WITHOUT && n->op != COOP_OP_MAYBE))
		n->max_documents = kid->max_documents;
}

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

/* Whether what stands in a NEAR is a term, or an OR of some. */
static bool is_side(const struct coop_plan *plan, int depth)
{
	for (size_t i = 0; i < plan->nkids; i++)
		if (depth == MATCH_DEPTH || !is_side(&plan->kids[i], depth + 1))
			return false;
	return plan->op == COOP_OP_TERM || plan->op == COOP_OP_OR;
}

/* A side, or the one of the same words that was made before and counts once more. */
static enum coop_status build_side(struct building *b, const struct coop_plan *plan,
	struct standing at, uint32_t *node)
{
	struct matcher *m = b->m;
	for (size_t i = 0; i < b->nsides; i++) {
		const struct side *s = &b->sides[i];
		if (s->weight != at.weight || s->scored != at.scored ||
			!same_plan(s->plan, plan))
			continue;
		const struct match_node *n = &m->nodes[s->node];
		*node = s->node;
		for (uint32_t k = 0; k < n->ncursors; k++)
			m->cursors[n->cursor + k].uses += at.scored;
		return COOP_OK;
	}
	enum coop_status st = build(b, plan, at, node);
	if (st || !b->there)
		return st;
	if (!coop_array_grow(&b->sides, &b->sides_cap, b->nsides + 1, sizeof *b->sides))
		return coop_fail_nomem(b->err);
	b->sides[b->nsides++] = (struct side){plan, at.weight, at.scored, *node};
	return COOP_OK;
}

/* Notes how much room a NEAR needs. */
static void measure(struct building *b, const struct match_node *n)
{
	const struct matcher *m = b->m;
	size_t walks = 0;
	for (uint32_t i = 0; i < n->count; i++)
		walks += m->nodes[m->kids[n->first + i]].ncursors;
	b->most_walks = walks > b->most_walks ? walks : b->most_walks;
	b->most_sides = n->count > b->most_sides ? n->count : b->most_sides;
}

/* The kids as they are looked at: the rarest first; but what others are left out of stays. */
static void set_order(struct matcher *m, const struct match_node *n)
{
	if (n->count == 0)
		return;
	uint32_t *order = m->order + n->first;
	for (uint32_t i = 0; i < n->count; i++) {
		uint32_t kid = m->kids[n->first + i], place = i;
		uint64_t max_documents = m->nodes[kid].max_documents;
		bool fixed = n->op == COOP_OP_WITHOUT || n->op == COOP_OP_MAYBE;
		for (; !fixed && place > 0 &&
			max_documents < m->nodes[order[place - 1]].max_documents;
			place--)
			order[place] = order[place - 1];
		order[place] = kid;
	}
}

static enum coop_status build_kids(struct building *b, const struct coop_plan *plan,
	struct standing at, struct match_node *made)
{
	struct matcher *m = b->m;
	enum coop_status st = reserve_kids(b, plan->nkids, &made->first);
	bool first_only = made->op == COOP_OP_WITHOUT || made->op == COOP_OP_MAYBE,
	     several = made->op == COOP_OP_OR && plan->nkids > 1;
	for (size_t i = 0; !st && b->there && i < plan->nkids; i++) {
		uint32_t kid = 0;
		struct standing below = {at.weight,
			at.scored && (made->op != COOP_OP_WITHOUT || i == 0),
			at.always && !several && (!first_only || i == 0), at.depth + 1};
		st = match_is_near(made->op) ? build_side(b, &plan->kids[i], below, &kid)
					     : build(b, &plan->kids[i], below, &kid);
		if (st || !b->there)
			break;
		m->kids[made->first + i] = kid;
		tell(m, made, &m->nodes[kid], i == 0);
	}
	return st;
}

/* Begins the cursor of what may not be between two sides; it scores nothing. */
static enum coop_status add_breaks(
	struct building *b, const struct coop_plan *plan, struct match_node *made)
{
	return match_is_near(plan->op) && plan->s
		       ? begin_cursor(b, plan, false, &made->breaks)
		       : COOP_OK;
}

static bool can_build(const struct coop_plan *plan, int depth)
{
	bool two = plan->op == COOP_OP_NEAR || (plan->op == COOP_OP_ORDERED && plan->s);
	bool can = depth < MATCH_DEPTH && (!two || plan->nkids == 2);
	for (size_t i = 0; can && match_is_near(plan->op) && i < plan->nkids; i++)
		can = is_side(&plan->kids[i], depth);
	return can;
}

static enum coop_status build(struct building *b, const struct coop_plan *plan,
	struct standing at, uint32_t *node)
{
	struct matcher *m = b->m;
	at.weight *= plan->weight;
	struct match_node made = {.op = plan->op,
		.count = (uint32_t)plan->nkids,
		.cursor = (uint32_t)m->ncursors,
		.window = plan->window,
		.scored = at.scored,
		.always = at.always,
		.placed = match_is_near(plan->op)};
	b->there = can_build(plan, at.depth);
	if (!b->there)
		return COOP_OK;
	if (plan->op == COOP_OP_TERM)
		return build_term(b, plan, at, node);
	if (plan->op == COOP_OP_SYNONYM && at.scored)
		return build_synonym(b, plan, at.weight, node);
	if (plan->op == COOP_OP_SYNONYM)
		made.op = COOP_OP_OR;
	if (plan->op == COOP_OP_ALL)
		made.max_documents = m->documents;
	enum coop_status st = build_kids(b, plan, at, &made);
	if (st || !b->there)
		return st;
	made.ncursors = (uint32_t)m->ncursors - made.cursor;
	st = add_breaks(b, plan, &made);
	if (st || !b->there)
		return st;
	set_order(m, &made);
	if (match_is_near(made.op))
		measure(b, &made);
	return add_node(b, made, node);
}

/* ---- all of it ---- */

double match_initial_threshold(
	const struct matcher *m, const struct match_node *n, size_t count)
{
	double initial_threshold = 0;
	if (n->op == COOP_OP_TERM)
		return cursor_initial_threshold(&m->cursors[n->cursor], count);
	/* any of these will do alone */
	for (uint32_t i = 0; n->op == COOP_OP_OR && i < n->count; i++) {
		double other = match_initial_threshold(
			m, match_kid(m, &m->kids[n->first + i]), count);
		initial_threshold = other > initial_threshold ? other : initial_threshold;
	}
	return initial_threshold;
}

/* The units of SYNONYMs; nodes do not move any more. */
static enum coop_status add_synonyms(struct building *b)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < b->m->nnodes; i++)
		if (b->m->nodes[i].op == COOP_OP_SYNONYM)
			st = add_unit(b, (struct match_unit){.synonym = &b->m->nodes[i]});
	return st;
}

enum coop_status match_build(struct matcher *m, const struct coop_plan *plan,
	const struct coop_postings *lists, struct coop_reader *reader, bool *there,
	struct coop_error *err)
{
	struct building b = {m, lists, reader, .there = true, .err = err};
	enum coop_status st = coop_reader_count(reader, &m->documents, err);
	m->cursors = calloc(count_terms(plan, 0) + 1, sizeof *m->cursors);
	if (!m->cursors)
		return coop_fail_nomem(err);
	if (!st)
		st = build(&b, plan, (struct standing){1, true, true, 0}, &m->root);
	if (!st && b.there)
		st = add_synonyms(&b);
	m->sides = calloc(b.most_sides + 1, sizeof *m->sides);
	m->walks = calloc(b.most_walks + 1, sizeof *m->walks);
	m->live = calloc(m->nunits + 1, sizeof(struct match_unit *));
	m->left = calloc(m->nunits + 1, sizeof(struct posting_cursor *));
	if (!st && (!m->sides || !m->walks || !m->live || !m->left))
		st = coop_fail_nomem(err);
	free(b.sides);
	*there = b.there;
	return st;
}
