#include "query/match/match_explain.h"

#include <stdlib.h>

#include "query/match/boolean_internal.h"
#include "query/match/fetched_part.h"
#include "shared/core/buf.h"

/* A walk over a plan and its tree, whose nodes correspond. */
struct explaining {
	struct matcher *m;
	uint32_t docid; /* in the segment */
	struct match_parts *out;
	bool failed; /* memory ran out */
};

static void add_term(struct explaining *x, const struct coop_plan *term,
	struct posting_cursor *c, struct match_part *part)
{
	struct match_parts *out = x->out;
	uint32_t impact = cursor_lookup(c, x->docid).impact;
	if (impact == 0)
		return;
	if (!coop_array_grow(
		    &out->terms, &out->terms_cap, out->nterms + 1, sizeof *out->terms)) {
		x->failed = true;
		return;
	}
	out->terms[out->nterms++] = (struct match_term){term, impact};
	part->impact += impact;
	part->count++;
}

/* Adds a unit: a term, or a SYNONYM of terms. */
static void add_part(struct explaining *x, const struct coop_plan *plan,
	const struct match_node *n, double weight)
{
	struct match_parts *out = x->out;
	struct match_part part = {.first = out->nterms, .weight = weight};
	struct posting_cursor *cursors = &x->m->tree.cursors[n->cursor];
	bool single = plan->op == COOP_OP_TERM;
	double factor = single ? cursors->factor : n->factor;
	for (uint32_t i = 0; i < n->ncursors; i++)
		add_term(x, single ? plan : &plan->kids[i], &cursors[i], &part);
	part.score = impact_score(factor, part.impact);
	part.idf = factor / weight;
	if (!coop_array_grow(&out->at, &out->cap, out->count + 1, sizeof *out->at))
		x->failed = true;
	else if (part.count > 0)
		out->at[out->count++] = part;
}

/* Lists what adds to the score below a node, as boolean_score() does. */
static void list(struct explaining *x, const struct coop_plan *plan, struct match_node *n,
	double weight)
{
	double score = 0;
	weight *= plan->weight;
	if (x->failed || !boolean_score(x->m, n, x->docid, &score))
		return;
	if (n->op == COOP_OP_TERM || n->op == COOP_OP_SYNONYM) {
		add_part(x, plan, n, weight);
		return;
	}
	/* the excluded kids of WITHOUT do not match */
	for (uint32_t i = 0; i < n->count; i++)
		list(x, &plan->kids[i], kid_of(x->m, &x->m->tree.kids[n->first + i]),
			weight);
}

static enum coop_status explain_in_part(
	struct explaining *x, const struct coop_plan *plan, struct coop_error *err)
{
	struct matcher *m = x->m;
	struct match_tree *t = &m->tree;
	m->threshold = (struct threshold){.unit = bounds_set(t->cursors, t->ncursors)};
	enum coop_status st = boolean_strategy.begin(m, err);
	if (st || x->docid == 0 || x->docid > t->last)
		return st;
	match_enter_window(m, x->docid, WINDOW_DOCS);
	list(x, plan, &t->nodes[t->root], 1);
	if (x->failed)
		return coop_fail_nomem(err);
	return match_is_damaged(m) ? coop_postings_fail(err) : COOP_OK;
}

/* The same of a document on another machine, by its postings. */
static enum coop_status explain_remote(struct explaining *x, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_error *err)
{
	struct fetched_part f;
	struct coop_error e = {0};
	enum coop_status st = fetched_part_open(&f, x->m->collection, part, plan, &e);
	if (!st)
		st = fetched_part_read(&f, &x->docid, 1, &e);
	if (!st)
		st = match_enter_part(f.matcher, plan, f.part, &e);
	x->m = f.matcher;
	if (!st)
		explain_in_part(x, plan, &e);
	fetched_part_close(&f);
	return coop_segment_pass_on(part->segment, err, &e);
}

enum coop_status match_explain(struct matcher *m, const struct coop_plan *plan,
	uint32_t docid, struct match_parts *out, struct coop_error *err)
{
	const struct coop_collection_part *first = m->collection->parts,
					  *part = coop_collection_part(
						  m->collection, docid);
	struct explaining x = {m, docid - part->before, out, false};
	struct coop_error e = {0};
	out->count = out->nterms = 0;
	if (part->segment->remote)
		return explain_remote(&x, plan, part, err);
	while (first->segment->remote)
		first++;
	/* the tree of a later part has the frequencies that the first one has looked up */
	enum coop_status st = match_enter_part(m, plan, first, &e);
	if (!st && part != first)
		st = match_enter_part(m, plan, part, &e);
	if (!st)
		explain_in_part(&x, plan, &e);
	return coop_segment_pass_on(part->segment, err, &e);
}

void match_parts_release(struct match_parts *p)
{
	free(p->at);
	free(p->terms);
	*p = (struct match_parts){.count = 0};
}
