#include "query/match/tree.h"

#include <stdlib.h>

#include "query/match/bounds.h"

/* Gaps of that many docids are worth being skipped exactly. */
enum { FAR = WINDOW_DOCS / 8 };

/* The first document that all kids may hold: each is moved to where the one before stands. */
static uint32_t advance_all(
	struct match_tree *t, const struct match_node *n, uint32_t docid)
{
	uint32_t agreed = 0;
	for (uint32_t i = 0; agreed < n->count && docid != CURSOR_NONE;
		i = i + 1 < n->count ? i + 1 : 0) {
		uint32_t next =
			tree_advance(t, tree_kid(t, &t->order[n->first + i]), docid);
		agreed = next == docid ? agreed + 1 : 1;
		docid = next;
	}
	return n->count > 0 ? docid : CURSOR_NONE;
}

static uint32_t advance_any(
	struct match_tree *t, const struct match_node *n, uint32_t docid)
{
	uint32_t next = CURSOR_NONE;
	for (uint32_t i = 0; i < n->count && next > docid; i++) {
		uint32_t other =
			tree_advance(t, tree_kid(t, &t->kids[n->first + i]), docid);
		next = other < next ? other : next;
	}
	return next;
}

static uint32_t advance_synonym(
	struct match_tree *t, const struct match_node *n, uint32_t docid)
{
	uint32_t next = CURSOR_NONE;
	for (uint32_t i = 0; i < n->ncursors && next > docid; i++) {
		uint32_t other = cursor_advance(&t->cursors[n->cursor + i], docid, FAR);
		next = other < next ? other : next;
	}
	return next;
}

uint32_t tree_advance(struct match_tree *t, const struct match_node *n, uint32_t docid)
{
	switch (n->op) {
	case COOP_OP_ALL:
		return docid <= t->last ? docid : CURSOR_NONE;
	case COOP_OP_TERM:
		return cursor_advance(&t->cursors[n->cursor], docid, FAR);
	case COOP_OP_AND:
	case COOP_OP_NEAR:
	case COOP_OP_ORDERED:
		return advance_all(t, n, docid);
	case COOP_OP_WITHOUT:
	case COOP_OP_MAYBE:
		return n->count > 0
			       ? tree_advance(t, tree_kid(t, &t->kids[n->first]), docid)
			       : CURSOR_NONE;
	case COOP_OP_SYNONYM:
		return advance_synonym(t, n, docid);
	case COOP_OP_OR:
		return advance_any(t, n, docid);
	}
	return CURSOR_NONE;
}

double tree_initial_threshold(
	const struct match_tree *t, const struct match_node *n, size_t count)
{
	double initial = 0;
	if (n->op == COOP_OP_TERM)
		/* at worst the best ones are gone */
		return cursor_initial_threshold(&t->cursors[n->cursor],
			count + t->frequencies[n->cursor].removed);
	/* the documents of any kid match; what other kids add makes them only better */
	for (uint32_t i = 0; n->op == COOP_OP_OR && i < n->count; i++) {
		double other = tree_initial_threshold(
			t, tree_kid(t, &t->kids[n->first + i]), count);
		initial = other > initial ? other : initial;
	}
	return initial;
}

void tree_rewind(struct match_tree *t)
{
	for (size_t i = 0; i < t->ncursors; i++)
		cursor_rewind(&t->cursors[i]);
	for (size_t i = 0; i < t->nnodes; i++)
		t->nodes[i].done_until = 0;
}

void tree_release(struct match_tree *t)
{
	free(t->nodes);
	free(t->kids);
	free(t->order);
	free(t->cursors);
	free(t->frequencies);
	free(t->units);
	free(t->impact_sums);
}
