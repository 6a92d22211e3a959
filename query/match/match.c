#include "query/match/match.h"

#include <stdlib.h>

#include "query/match/matcher.h"

/* ---- the threshold ---- */

/* The bound of the lowest score above the worst hit's, where a single unit scores. */
static uint32_t bound_above_worst(const struct matcher *m)
{
	const struct match_unit *u = m->tree.units;
	double worst = m->top.at[0].score, unit = m->threshold.unit;
	return u->cursor ? bound_above(u->cursor->factor, u->cursor->list.max_impact,
				   worst, unit)
			 : bound_above(u->synonym->factor, UINT16_MAX, worst, unit);
}

/* Whether scores come from one unit alone that counts once: its bounds tell its scores apart. */
static bool has_single_unit(const struct match_tree *t)
{
	return t->nunits == 1 && (!t->units->cursor || t->units->cursor->uses == 1);
}

/* Raises the threshold to a score. */
static void raise_to(struct matcher *m, double score)
{
	double bound = score * m->threshold.unit;
	threshold_raise(
		&m->threshold, bound < BOUNDS_SUM * 2 ? (uint32_t)bound : UINT32_MAX);
}

void match_raise_threshold(struct matcher *m)
{
	bool full = top_hits_is_full(&m->top);
	raise_to(m, full ? m->top.at[0].score : m->threshold.initial);
	/* documents come in ascending order: a later one of an equal score is no better */
	if (full && m->tree.nunits == 0)
		m->threshold.bound = UINT32_MAX;
	else if (full && has_single_unit(&m->tree))
		threshold_raise(&m->threshold, bound_above_worst(m));
}

void match_take(struct matcher *m, struct coop_hit hit)
{
	if (!match_is_there(m, hit.docid))
		return;
	hit.docid += m->before;
	top_hits_take(&m->top, hit);
	match_raise_threshold(m);
}

/* ---- the strategy ---- */

/*
 * Whether going through the rarest required term, and looking its documents up, takes less time than
 * reading the lists of the optional terms, one of which must match.
 */
static bool required_are_rare(const struct match_tree *t)
{
	uint64_t rarest = UINT64_MAX, optional = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		const struct posting_cursor *c = &t->cursors[i];
		if (!c->required)
			optional += c->list.doc_freq;
		else if (c->list.doc_freq < rarest)
			rarest = c->list.doc_freq;
	}
	return rarest < optional / CURSOR_LOOKUP_COST;
}

/*
 * The criteria, in this order:
 *
 *   boolean        plans that are not of terms alone, or of more than MAXSCORE_TERMS
 *   boolean        required terms beside an OR, where reading the lists of the OR takes less time
 *   maxscore_many  any of more than MANY_TERMS terms: adding up beats looking up
 *   maxscore       other plans of terms alone
 */
static const struct match_strategy *choose(struct matcher *m)
{
	enum { MANY_TERMS = 32 };
	struct match_tree *t = &m->tree;
	if (!term_plan_read(t, &m->terms) || t->ncursors > MAXSCORE_TERMS)
		return &boolean_strategy;
	if (m->terms.needs_optional && !required_are_rare(t))
		return &boolean_strategy;
	return t->ncursors > MANY_TERMS && !m->terms.any_required
		       ? &maxscore_many_strategy
		       : &maxscore_strategy;
}

/* ---- a search ---- */

void match_enter_window(struct matcher *m, uint32_t docid, uint32_t width)
{
	struct match_tree *t = &m->tree;
	m->window = window_of(docid, width);
	m->window_bound = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		cursor_enter(&t->cursors[i], m->window);
		m->window_bound += t->cursors[i].window_bound;
	}
}

uint32_t match_next_window(struct matcher *m, uint32_t docid)
{
	struct match_tree *t = &m->tree;
	uint32_t last = m->before + t->last;
	for (;;) {
		uint32_t next = tree_advance(t, &t->nodes[t->root], docid);
		if (next > t->last || next == CURSOR_NONE)
			return CURSOR_NONE;
		if (!m->among)
			return next;
		docid = coop_docset_next(m->among, next + m->before);
		if (docid == 0 || docid > last)
			return CURSOR_NONE;
		docid -= m->before;
		/* what lies between is not gone through */
		if (docid / WINDOW_DOCS == next / WINDOW_DOCS)
			return next;
	}
}

void match_keep_asked(const struct matcher *m, struct doc_set *candidates)
{
	for (uint32_t i = 0; m->among && i < WINDOW_WORDS; i++)
		if (candidates->words[i])
			candidates->words[i] &= coop_docset_bits(
				m->among, m->window.begin + i * 64 + m->before);
}

/* Matches the windows whose bound reaches the threshold. */
static void match_windows(struct matcher *m, const struct match_strategy *s)
{
	uint32_t docid = 1;
	while (m->threshold.bound < UINT32_MAX) {
		docid = match_next_window(m, docid);
		if (docid == CURSOR_NONE)
			break;
		match_enter_window(m, docid, s->width);
		if (m->window_bound >= m->threshold.bound)
			s->match_window(m);
		docid = m->window.end;
		raise_to(m, foresight_score(&m->foresight, &m->top, docid, m->tree.last));
	}
	if (s->end)
		s->end(m);
}

bool match_is_damaged(const struct matcher *m)
{
	bool damaged = m->damaged;
	for (size_t i = 0; i < m->tree.ncursors; i++)
		damaged |= m->tree.cursors[i].damaged;
	return damaged;
}

/* Goes through the segment with `initial` as the threshold to begin with. */
static enum coop_status go_through(struct matcher *m, const struct match_strategy *s,
	double initial, struct coop_error *err)
{
	m->threshold.bound = 0;
	m->threshold.initial = initial;
	match_raise_threshold(m);
	enum coop_status st = s->begin(m, err);
	if (!st)
		match_windows(m, s);
	return st;
}

/* The score that enough documents of the segment are known to reach. */
static double known_threshold(const struct matcher *m)
{
	const struct match_tree *t = &m->tree;
	/* the documents that reach it may all be others than those that are asked for */
	double initial =
		m->among ? 0 : tree_initial_threshold(t, &t->nodes[t->root], m->top.max);
	return initial < m->floor ? m->floor : initial;
}

/*
 * Whether thresholds are foreseen: not beside hits of segments before, which tell better; nor among
 * documents that may lie together; nor where a single unit scores, whose best are known.
 */
static bool can_foresee(const struct matcher *m)
{
	return m->top.count == 0 && !m->among && m->tree.last >= FORESIGHT_DOCS &&
	       m->tree.nunits > 0 && !has_single_unit(&m->tree);
}

static enum coop_status find(struct matcher *m, struct coop_error *err)
{
	struct match_tree *t = &m->tree;
	const struct match_strategy *s = choose(m);
	double initial = known_threshold(m);
	m->threshold.unit = bounds_set(t->cursors, t->ncursors);
	foresight_begin(&m->foresight, can_foresee(m));
	enum coop_status st = go_through(m, s, initial, err);
	if (!st && !foresight_was_right(&m->foresight, &m->top)) {
		if (top_hits_is_full(&m->top) && m->top.at[0].score > initial)
			initial = m->top.at[0].score;
		m->top.count = 0;
		tree_rewind(t);
		foresight_begin(&m->foresight, false);
		st = go_through(m, s, initial, err);
	}
	if (st)
		return st;
	return match_is_damaged(m) ? coop_postings_fail(err) : COOP_OK;
}

enum coop_status match_enter_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_error *err)
{
	m->before = part->before;
	m->tombstones = part->tombstones;
	m->damaged = false;
	enum coop_status st = tree_build(&m->tree, plan, m->collection, part, err);
	for (size_t i = 0; !st && i < m->tree.ncursors; i++)
		m->postings += m->tree.cursors[i].list.doc_freq;
	return st;
}

uint64_t match_postings(const struct matcher *m)
{
	return m->postings;
}

enum coop_status match_part(struct matcher *m, const struct coop_plan *plan,
	const struct coop_collection_part *part, struct coop_error *err)
{
	struct coop_error e = {0};
	if (part->segment->remote && !part->segment->fetched)
		match_remotes_take(m->remotes, part, &m->top, &m->postings, &e);
	else if (match_enter_part(m, plan, part, &e) == COOP_OK && m->top.max > 0)
		find(m, &e);
	return coop_segment_pass_on(part->segment, err, &e);
}

/* Finds the top hits of all parts, one after another. */
static enum coop_status find_in_parts(struct matcher *m, const struct coop_plan *plan,
	size_t count, struct coop_hit *hits, size_t *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	m->top = (struct top_hits){hits, 0, count};
	for (size_t i = 0; !st && i < m->collection->nparts; i++)
		st = match_part(m, plan, &m->collection->parts[i], err);
	if (st)
		return st;
	top_hits_sort(&m->top);
	*found = m->top.count;
	return COOP_OK;
}

enum coop_status match_find(struct matcher *m, const struct coop_plan *plan,
	const struct coop_docset *among, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err)
{
	*found = 0;
	m->among = among;
	m->postings = 0;
	enum coop_status st =
		match_remotes_begin(m->collection, plan, among, count, &m->remotes, err);
	if (!st)
		st = (m->collection->sharded ? match_find_in_shards : find_in_parts)(
			m, plan, count, hits, found, err);
	match_remotes_end(m->remotes);
	m->remotes = NULL;
	return st;
}

/* ---- the matcher ---- */

enum coop_status match_new(const struct coop_collection *collection, struct matcher **out,
	struct coop_error *err)
{
	struct matcher *m = calloc(1, sizeof *m);
	*out = m;
	if (!m)
		return coop_fail_nomem(err);
	m->collection = collection;
	return COOP_OK;
}

void match_free(struct matcher *m)
{
	if (!m)
		return;
	tree_release(&m->tree);
	maxscore_many_release(&m->many);
	boolean_release(&m->boolean);
	coop_order_free(m->order);
	free(m->shard_hits);
	free(m);
}
