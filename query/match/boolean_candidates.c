/*
 * boolean_candidates.c - the candidates of a window: the documents that match a plan, but for
 * positions, and may reach the threshold.
 */
#include <string.h>

#include "query/match/boolean_internal.h"

/* ---- leaves ---- */

static void collect_cursor(
	struct matcher *m, struct posting_cursor *c, struct doc_set *set)
{
	for (uint32_t k = 0; k < c->nblocks; k++) {
		struct posting_slice s = cursor_slice(c, c->first + k, m->window);
		for (uint32_t i = s.from; i < s.to; i++)
			doc_set_add(set, window_slot(s.block->docids[i]));
	}
}

static void add_impacts(struct matcher *m, struct posting_cursor *c, uint16_t *sums)
{
	for (uint32_t k = 0; k < c->nblocks; k++) {
		struct posting_slice s = cursor_slice(c, c->first + k, m->window);
		for (uint32_t i = s.from; i < s.to; i++) {
			uint16_t *sum = &sums[window_slot(s.block->docids[i])];
			*sum = (uint16_t)(*sum + s.block->impacts[i]);
		}
	}
}

void boolean_sum_synonym(struct matcher *m, struct match_node *n)
{
	if (n->done_until == m->window.end)
		return;
	n->done_until = m->window.end;
	memset(n->impact_sums, 0, WINDOW_DOCS * sizeof *n->impact_sums);
	for (uint32_t i = 0; i < n->ncursors; i++)
		add_impacts(m, &m->tree.cursors[n->cursor + i], n->impact_sums);
	uint16_t highest = 0;
	for (uint32_t slot = 0; slot < WINDOW_DOCS; slot++)
		highest = n->impact_sums[slot] > highest ? n->impact_sums[slot] : highest;
	n->window_bound = impact_bound(n->factor, highest, m->threshold.unit);
}

static void collect_synonym(struct matcher *m, struct match_node *n, struct doc_set *set)
{
	boolean_sum_synonym(m, n);
	for (uint32_t slot = 0; slot < WINDOW_DOCS; slot++)
		set->words[slot / 64] |= (uint64_t)(n->impact_sums[slot] > 0)
					 << slot % 64;
}

static void collect_all(const struct matcher *m, struct doc_set *set)
{
	for (uint32_t slot = m->window.begin == 0; slot < WINDOW_DOCS; slot++)
		set->words[slot / 64] |=
			(uint64_t)(m->window.begin + slot <= m->tree.last) << slot % 64;
}

/* ---- a single document ---- */

static bool holds_any(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (boolean_holds(m, kid_of(m, &m->tree.order[n->first + i]), docid))
			return true;
	return false;
}

static bool holds_all(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (!boolean_holds(m, kid_of(m, &m->tree.order[n->first + i]), docid))
			return false;
	return n->count > 0;
}

/* Whether a document matches an excluded kid of WITHOUT; those with positions are left to the score. */
static bool holds_excluded(struct matcher *m, const struct match_node *n, uint32_t docid)
{
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = kid_of(m, &m->tree.kids[n->first + i]);
		if (!kid->positional && boolean_holds(m, kid, docid))
			return true;
	}
	return false;
}

bool boolean_holds(struct matcher *m, struct match_node *n, uint32_t docid)
{
	switch (n->op) {
	case COOP_OP_ALL:
		return docid <= m->tree.last;
	case COOP_OP_TERM:
		return cursor_lookup(&m->tree.cursors[n->cursor], docid).impact > 0;
	case COOP_OP_SYNONYM:
		boolean_sum_synonym(m, n);
		return n->impact_sums[docid - m->window.begin] > 0;
	case COOP_OP_OR:
		return holds_any(m, n, docid);
	case COOP_OP_AND:
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return holds_all(m, n, docid);
	case COOP_OP_MAYBE:
		return n->count > 0 &&
		       boolean_holds(m, kid_of(m, &m->tree.kids[n->first]), docid);
	case COOP_OP_WITHOUT:
		return n->count > 0 &&
		       boolean_holds(m, kid_of(m, &m->tree.kids[n->first]), docid) &&
		       !holds_excluded(m, n, docid);
	}
	return false;
}

/* ---- bounds of nodes ---- */

/* What one of the uses of a cursor adds in the window at most, rounded up or down. */
static uint32_t bound_of_use(const struct posting_cursor *c, bool up)
{
	return c->uses > 1 ? (c->window_bound + (up ? c->uses - 1 : 0)) / c->uses
			   : c->window_bound;
}

/* What the terms of a node add in the window at most. */
static uint32_t node_bound(const struct matcher *m, const struct match_node *n, bool up)
{
	uint32_t sum = 0;
	if (n->op == COOP_OP_TERM)
		return bound_of_use(&m->tree.cursors[n->cursor], up);
	if (n->op == COOP_OP_SYNONYM)
		return n->window_bound;
	for (uint32_t i = 0; i < n->count; i++)
		sum += node_bound(m, kid_of(m, &m->tree.kids[n->first + i]), up);
	return sum;
}

/* The bound that a document needs from a node to reach the threshold with all others. */
static uint32_t needed_from(const struct matcher *m, const struct match_node *n)
{
	if (!n->scored || m->threshold.bound == 0)
		return 0;
	/* rounded down: the others may then add rather more */
	return match_needed_beside(m, m->window_bound - node_bound(m, n, false));
}

/* ---- narrowing a set ---- */

static void narrow_by_kids(struct matcher *m, const struct match_node *n, uint32_t from,
	struct doc_set *set);

/* Whether looking `count` documents up in a node takes less time than collecting all of its. */
static bool are_few(const struct matcher *m, const struct match_node *n, uint32_t count)
{
	if (n->op == COOP_OP_TERM)
		return count * CURSOR_LOOKUP_COST <
		       m->tree.cursors[n->cursor].nblocks * COOP_POSTINGS_BLOCK;
	return count <= CURSOR_LOOKUP_COST;
}

/* Whether a document must match every kid, each of which can be tested by itself. */
static bool is_conjunction(const struct matcher *m, const struct match_node *n)
{
	return n->op == COOP_OP_AND || (op_is_near(n->op) && !boolean_is_pair(m, n));
}

/* Keeps the documents of a set that match a node or, if not `wanted`, that do not. */
static void narrow(
	struct matcher *m, struct match_node *n, bool wanted, struct doc_set *set)
{
	uint32_t count = doc_set_count(set);
	if (count == 0)
		return;
	if (wanted && n->count > 0 && is_conjunction(m, n)) {
		narrow_by_kids(m, n, 0, set);
		return;
	}
	if (are_few(m, n, count)) {
		for (uint32_t p = 0; (p = doc_set_next(set, p)) < WINDOW_DOCS; p++)
			if (boolean_holds(m, n, m->window.begin + p) != wanted)
				doc_set_remove_if(set, p, true);
		return;
	}
	struct doc_set matching = {0};
	boolean_collect(m, n, set, &matching);
	for (size_t i = 0; i < WINDOW_WORDS; i++)
		set->words[i] &= wanted ? matching.words[i] : ~matching.words[i];
}

/*
 * Whether an OR among the kids of AND is left to the scoring: few documents reach the threshold
 * without any of its words, and collecting all that have one takes longer. Beside kids with positions,
 * which take longest, every kid narrows the set.
 */
static bool can_wait(
	const struct matcher *m, const struct match_node *n, const struct match_node *kid)
{
	return n->op == COOP_OP_AND && !n->positional && kid->op == COOP_OP_OR &&
	       kid->scored && m->threshold.bound > 0 && needed_from(m, kid) == 0;
}

/* Narrows a set by the kids from a place in `order` on. */
static void narrow_by_kids(
	struct matcher *m, const struct match_node *n, uint32_t from, struct doc_set *set)
{
	for (uint32_t i = from; i < n->count; i++) {
		struct match_node *kid = kid_of(m, &m->tree.order[n->first + i]);
		if (!can_wait(m, n, kid))
			narrow(m, kid, true, set);
	}
}

/* ---- inner nodes ---- */

/* Leaves out kids that, even together, lift no document to the threshold. */
static void collect_any(struct matcher *m, const struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	uint32_t needed = needed_from(m, n), left_out = 0;
	/* the most frequent kids come first: they add least */
	for (uint32_t i = n->count; i > 0; i--) {
		struct match_node *kid = kid_of(m, &m->tree.order[n->first + i - 1]);
		uint32_t bound = needed > 0 ? node_bound(m, kid, true) : 0;
		if (left_out + bound < needed)
			left_out += bound;
		else
			boolean_collect(m, kid, among, set);
	}
}

/* A pair of kids is compared first: where these two are far apart no other matters. */
static void collect_near(struct matcher *m, struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	if (!boolean_collect_pair(m, n, among, set)) {
		boolean_collect(m, kid_of(m, &m->tree.order[n->first]), among, set);
		narrow_by_kids(m, n, 1, set);
		return;
	}
	narrow_by_kids(m, n, 2, set);
	if (n->count == 2 && n->implied)
		n->done_until = m->window.end;
}

/*
 * Optional kids narrow the set where no document reaches the threshold without them; one that is
 * rarer than the first kid comes before it.
 */
static void collect_maybe(struct matcher *m, const struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	const uint32_t *kids = m->tree.kids + n->first;
	uint32_t begun = 0;
	for (uint32_t i = 1; begun == 0 && i < n->count; i++)
		if (needed_from(m, kid_of(m, &kids[i])) > 0 &&
			kid_of(m, &kids[i])->max_documents <
				kid_of(m, kids)->max_documents)
			begun = i;
	boolean_collect(m, kid_of(m, &kids[begun]), among, set);
	for (uint32_t i = 0; i < n->count; i++)
		if (i != begun && (i == 0 || needed_from(m, kid_of(m, &kids[i])) > 0))
			narrow(m, kid_of(m, &kids[i]), true, set);
}

static void collect_without(struct matcher *m, const struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	boolean_collect(m, kid_of(m, &m->tree.kids[n->first]), among, set);
	for (uint32_t i = 1; i < n->count; i++) {
		struct match_node *kid = kid_of(m, &m->tree.kids[n->first + i]);
		if (!kid->positional)
			narrow(m, kid, false, set);
	}
}

/* Collects a node by narrowing, in a set of its own: `set` may hold candidates of other nodes. */
static void collect_apart(struct matcher *m, struct match_node *n,
	const struct doc_set *among, struct doc_set *set)
{
	struct doc_set own = {0};
	switch (n->op) {
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		collect_near(m, n, among, &own);
		break;
	case COOP_OP_MAYBE:
		collect_maybe(m, n, among, &own);
		break;
	case COOP_OP_WITHOUT:
		collect_without(m, n, among, &own);
		break;
	default:
		boolean_collect(m, kid_of(m, &m->tree.order[n->first]), among, &own);
		narrow_by_kids(m, n, 1, &own);
		break;
	}
	for (size_t i = 0; i < WINDOW_WORDS; i++)
		set->words[i] |= own.words[i];
}

void boolean_collect(struct matcher *m, struct match_node *n, const struct doc_set *among,
	struct doc_set *set)
{
	switch (n->op) {
	case COOP_OP_ALL:
		collect_all(m, set);
		break;
	case COOP_OP_TERM:
		collect_cursor(m, &m->tree.cursors[n->cursor], set);
		break;
	case COOP_OP_SYNONYM:
		collect_synonym(m, n, set);
		break;
	case COOP_OP_OR:
		collect_any(m, n, among, set);
		break;
	default:
		if (n->count > 0)
			collect_apart(m, n, among, set);
		break;
	}
}
