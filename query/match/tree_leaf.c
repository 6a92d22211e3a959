/*
 * tree_leaf.c - the leaves of a tree: terms, and terms that score as one.
 */
#include <stdlib.h>

#include "query/match/bounds.h"
#include "query/match/tree_build.h"
#include "shared/core/buf.h"
#include "shared/index/impact.h"

static enum coop_status add_unit(struct tree_builder *b, struct match_unit unit)
{
	struct match_tree *t = b->t;
	if (!coop_array_grow(&t->units, &t->units_cap, t->nunits + 1, sizeof *t->units))
		return coop_fail_nomem(b->err);
	t->units[t->nunits++] = unit;
	return COOP_OK;
}

/*
 * Looks up how frequent the term of a cursor is in the collection. The trees of later parts have the
 * same cursors as that of the first of this machine, which comes before them.
 */
static enum coop_status count_documents(struct tree_builder *b, struct coop_bytes term,
	const struct posting_cursor *c, bool scored)
{
	const struct coop_collection *all = b->collection;
	struct match_frequency *f = &b->t->frequencies[c - b->t->cursors];
	f->removed = 0;
	if (b->part->segment->fetched)
		return scored ? coop_collection_frequency(
					all, term.s, term.len, &f->documents, b->err)
			      : COOP_OK;
	if (!coop_collection_is_first(all, b->part))
		return scored ? coop_collection_removed(
					b->part, term.s, term.len, &f->removed, b->err)
			      : COOP_OK;
	f->documents = c->list.doc_freq;
	if (scored && b->part != all->parts) {
		enum coop_status st = coop_collection_frequency(
			all, term.s, term.len, &f->documents, b->err);
		return st ? st
			  : coop_collection_removed(
				    b->part, term.s, term.len, &f->removed, b->err);
	}
	return scored && (all->nparts > 1 || b->part->removed)
		       ? coop_collection_adjust(all, term.s, term.len, &f->documents,
				 &f->removed, b->err)
		       : COOP_OK;
}

enum coop_status tree_add_cursor(struct tree_builder *b, struct coop_bytes term,
	bool scored, struct posting_cursor **cursor)
{
	*cursor = &b->t->cursors[b->t->ncursors++];
	enum coop_status st = cursor_begin(*cursor, b->part->segment, term, b->err);
	(*cursor)->uses = scored;
	return st ? st : count_documents(b, term, *cursor, scored);
}

enum coop_status tree_add_term(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, uint32_t *node)
{
	struct posting_cursor *c;
	struct match_node made = {.op = COOP_OP_TERM,
		.cursor = (uint32_t)b->t->ncursors,
		.ncursors = 1,
		.scored = at.scored,
		.implied = at.implied};
	enum coop_status st = tree_add_cursor(b, tree_term(plan), at.scored, &c);
	if (st)
		return st;
	cursor_weigh(
		c, b->t->documents, b->t->frequencies[made.cursor].documents, at.weight);
	made.max_documents = c->list.doc_freq;
	if (at.scored)
		st = add_unit(b, (struct match_unit){.cursor = c});
	return st ? st : tree_add_node(b, made, node);
}

/* ---- synonyms ---- */

/*
 * Opens the cursors of a SYNONYM's terms, and notes their frequencies in the collection. `*sum` is that
 * of their frequencies in the segment.
 */
static enum coop_status add_cursors(struct tree_builder *b, const struct coop_plan *plan,
	uint64_t *counts, uint64_t *sum)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < plan->nkids; i++) {
		struct posting_cursor *c;
		st = tree_add_cursor(b, tree_term(&plan->kids[i]), true, &c);
		counts[i] = b->t->frequencies[c - b->t->cursors].documents;
		*sum += c->list.doc_freq;
	}
	return st;
}

enum coop_status tree_add_synonym(struct tree_builder *b, const struct coop_plan *plan,
	double weight, uint32_t *node)
{
	struct match_tree *t = b->t;
	struct match_node made = {.op = COOP_OP_SYNONYM,
		.cursor = (uint32_t)t->ncursors,
		.ncursors = (uint32_t)plan->nkids,
		.scored = true};
	uint64_t *counts = calloc(plan->nkids + 1, sizeof *counts);
	if (!counts)
		return coop_fail_nomem(b->err);
	enum coop_status st = add_cursors(b, plan, counts, &made.max_documents);
	made.factor = coop_factor(t->documents,
		coop_frequency_of_any(counts, plan->nkids, t->documents), weight);
	free(counts);
	for (size_t i = made.cursor; i < t->ncursors; i++)
		t->cursors[i].factor = made.factor;
	return st ? st : tree_add_node(b, made, node);
}

enum coop_status tree_finish_synonyms(struct tree_builder *b)
{
	struct match_tree *t = b->t;
	enum coop_status st = COOP_OK;
	size_t count = 0;
	for (size_t i = 0; i < t->nnodes; i++)
		count += t->nodes[i].op == COOP_OP_SYNONYM;
	if (!coop_array_grow(&t->impact_sums, &t->impact_sums_cap, count * WINDOW_DOCS,
		    sizeof *t->impact_sums))
		return coop_fail_nomem(b->err);
	uint16_t *sums = t->impact_sums;
	for (size_t i = 0; !st && i < t->nnodes; i++) {
		struct match_node *n = &t->nodes[i];
		if (n->op != COOP_OP_SYNONYM)
			continue;
		n->impact_sums = sums;
		sums += WINDOW_DOCS;
		st = add_unit(b, (struct match_unit){.synonym = n});
	}
	return st;
}
