/*
 * match_all.c - every document that matches a plan: the candidates of all windows (boolean.h) with a
 * threshold of 0, which leaves none out.
 */
#include "query/match/boolean_internal.h"
#include "query/match/fetched_part.h"
#include "query/match/loosen.h"
#include "query/match/match.h"

/* Leaves the candidates that stand as the plan says. */
static void check_positions(
	struct matcher *m, struct match_node *root, struct doc_set *candidates)
{
	for (uint32_t p = 0; (p = doc_set_next(candidates, p)) < WINDOW_DOCS; p++) {
		double score = 0;
		if (!boolean_score(m, root, m->window.begin + p, &score))
			doc_set_remove_if(candidates, p, true);
	}
}

/* Those of 64 documents that the segment has; others are damage. */
static uint64_t known(struct matcher *m, uint32_t first, uint64_t bits)
{
	if (first > m->tree.last) {
		m->damaged = true;
		return 0;
	}
	uint32_t after = m->tree.last - first;
	uint64_t there = after < 63 ? ((uint64_t)2 << after) - 1 : ~(uint64_t)0;
	m->damaged |= (bits & ~there) != 0;
	return bits & there;
}

/* Adds the documents of the window that match and are not gone. */
static void take_window(struct matcher *m, struct coop_docset *set)
{
	struct match_node *root = &m->tree.nodes[m->tree.root];
	struct doc_set candidates = {0};
	boolean_collect(m, root, NULL, &candidates);
	match_keep_asked(m, &candidates);
	if (root->positional)
		check_positions(m, root, &candidates);
	for (uint32_t i = 0; i < WINDOW_WORDS; i++) {
		uint32_t first = m->window.begin + i * 64;
		uint64_t bits = candidates.words[i];
		if (bits)
			bits = known(m, first, bits);
		if (bits && m->tombstones)
			bits &= ~m->tombstones[first / 64];
		if (bits)
			coop_docset_add_bits(set, first + m->before, bits);
	}
}

static enum coop_status take_part(
	struct matcher *m, struct coop_docset *set, struct coop_error *err)
{
	struct match_tree *t = &m->tree;
	m->threshold = (struct threshold){.unit = bounds_set(t->cursors, t->ncursors)};
	enum coop_status st = boolean_strategy.begin(m, err);
	for (uint32_t docid = 1; !st; docid = m->window.end) {
		docid = match_next_window(m, docid);
		if (docid == CURSOR_NONE)
			break;
		match_enter_window(m, docid, WINDOW_DOCS);
		take_window(m, set);
	}
	if (!st && match_is_damaged(m))
		st = coop_postings_fail(err);
	return st;
}

/* Finds those on another machine, whose server knows nothing of the ones that are asked for. */
static enum coop_status match_remote(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_docset *set,
	struct coop_error *err)
{
	struct coop_docset found = {0};
	struct coop_plan *loose = NULL;
	enum coop_status st = coop_docset_reset(&found, m->collection->last, err);
	if (!st && !coop_remote_can_answer(plan))
		st = plan_loosen(plan, &loose, err);
	if (!st)
		st = coop_remote_all(part->segment->remote, loose ? loose : plan,
			part->before, &found, err);
	if (!st && m->among)
		coop_docset_intersect(&found, m->among);
	if (!st && loose)
		st = fetched_all(m->collection, part, plan, &found, set, err);
	for (size_t i = 0; !st && !loose && i < found.nwords; i++)
		if (found.words[i])
			coop_docset_add_bits(set, (uint32_t)(i * 64), found.words[i]);
	plan_loose_free(loose);
	coop_docset_release(&found);
	return st;
}

enum coop_status match_all_of_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_docset *set,
	struct coop_error *err)
{
	struct coop_error e = {0};
	if (part->segment->remote && !part->segment->fetched)
		match_remote(m, plan, part, set, &e);
	else if (match_enter_part(m, plan, part, &e) == COOP_OK)
		take_part(m, set, &e);
	return coop_segment_pass_on(part->segment, err, &e);
}

enum coop_status match_all(struct matcher *m, const struct coop_plan *plan,
	const struct coop_docset *among, struct coop_docset *set, struct coop_error *err)
{
	const struct coop_collection *c = m->collection;
	m->among = among;
	m->postings = 0;
	enum coop_status st = coop_docset_reset(set, c->last, err);
	for (size_t i = 0; !st && i < c->nparts; i++)
		st = match_all_of_part(m, plan, &c->parts[i], set, err);
	return st;
}
