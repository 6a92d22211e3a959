#include "query/match/match.h"

#include <stdlib.h>

#include "query/match/matcher.h"

/* ---- the threshold ---- */

/*
 * The bound of the lowest score above the worst hit's, where a single unit scores: its bounds tell
 * its scores apart, and a later document of an equal score is no better.
 */
static uint32_t bound_above_worst(const struct matcher *m)
{
	const struct match_unit *u = m->tree.units;
	double worst = m->top.at[0].score, unit = m->threshold.unit;
	return u->cursor ? bound_above(u->cursor->factor, u->cursor->list.highest, worst,
				   unit)
			 : bound_above(u->synonym->factor, UINT16_MAX, worst, unit);
}

/* Whether a document adds to scores by one unit alone, and that counts once. */
static bool has_single_unit(const struct match_tree *t)
{
	return t->nunits == 1 && (!t->units->cursor || t->units->cursor->uses == 1);
}

void match_raise_threshold(struct matcher *m)
{
	bool full = top_hits_is_full(&m->top);
	double bound =
		(full ? m->top.at[0].score : m->threshold.initial) * m->threshold.unit;
	threshold_raise(
		&m->threshold, bound < BOUNDS_SUM * 2 ? (uint32_t)bound : UINT32_MAX);
	if (full && m->tree.nunits == 0)
		m->threshold.bound = UINT32_MAX;
	else if (full && has_single_unit(&m->tree))
		threshold_raise(&m->threshold, bound_above_worst(m));
}

/* ---- the strategy ---- */

enum {
	TERMS_MAX = MAXSCORE_TERMS, /* more go the way of any plan */
	TERMS_MANY = 32,            /* more are added up rather than looked up */
	LOOKUP_COST = BOOLEAN_LOOKUP_COST
};

/*
 * Whether the rarest required term has few documents beside the postings of the optional ones, one
 * of which must match. MaxScore goes through the former and looks the others up; candidate sets
 * are read from the lists of the latter.
 */
static bool required_are_rare(const struct match_tree *t)
{
	uint64_t rarest = UINT64_MAX, optional = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		const struct posting_cursor *l = &t->cursors[i];
		if (!l->required)
			optional += l->list.doc_freq;
		else if (l->list.doc_freq < rarest)
			rarest = l->list.doc_freq;
	}
	return rarest < optional / LOOKUP_COST;
}

/*
 * Terms alone are ranked by MaxScore, which knows no positions and no exclusion: by adding up when
 * any of many terms will do. Everything else goes by candidate sets, as do required terms beside an
 * OR that is rarer.
 */
static const struct match_strategy *choose(struct matcher *m)
{
	struct match_tree *t = &m->tree;
	if (!term_plan_read(t, &m->terms) || t->ncursors > TERMS_MAX)
		return &boolean_strategy;
	if (m->terms.one_optional && !required_are_rare(t))
		return &boolean_strategy;
	return t->ncursors > TERMS_MANY && !m->terms.any_required
		       ? &maxscore_many_strategy
		       : &maxscore_strategy;
}

/* ---- a search ---- */

static void enter_window(struct matcher *m, uint32_t docid, uint32_t width)
{
	struct match_tree *t = &m->tree;
	m->window = window_of(docid, width);
	m->window_bound = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		cursor_enter(&t->cursors[i], m->window);
		m->window_bound += t->cursors[i].window_bound;
	}
}

/* Matches all windows that may hold a document good enough. */
static void match_windows(struct matcher *m, const struct match_strategy *s)
{
	struct match_tree *t = &m->tree;
	uint32_t docid = 1;
	while (m->threshold.bound < UINT32_MAX) {
		docid = tree_advance(t, &t->nodes[t->root], docid);
		if (docid > t->documents || docid == CURSOR_NONE)
			break;
		enter_window(m, docid, s->width);
		if (m->window_bound >= m->threshold.bound)
			s->match_window(m);
		docid = m->window.end;
	}
	if (s->end)
		s->end(m);
}

static bool is_damaged(const struct matcher *m)
{
	bool damaged = m->damaged;
	for (size_t i = 0; i < m->tree.ncursors; i++)
		damaged |= m->tree.cursors[i].damaged;
	return damaged;
}

static enum coop_status find(struct matcher *m, struct coop_error *err)
{
	struct match_tree *t = &m->tree;
	const struct match_strategy *s = choose(m);
	m->threshold.unit = bounds_set(t->cursors, t->ncursors);
	m->threshold.bound = 0;
	m->threshold.initial = tree_initial_threshold(t, &t->nodes[t->root], m->top.max);
	m->damaged = false;
	match_raise_threshold(m);
	enum coop_status st = s->begin(m, err);
	if (st)
		return st;
	match_windows(m, s);
	return is_damaged(m) ? coop_postings_fail(err) : COOP_OK;
}

enum coop_status match_find(struct matcher *m, const struct coop_plan *plan, size_t count,
	struct coop_hit *hits, size_t *found, struct coop_error *err)
{
	*found = 0;
	m->top = (struct top_hits){hits, 0, count};
	enum coop_status st = tree_build(&m->tree, plan, m->lists, m->reader, err);
	if (!st && count > 0)
		st = find(m, err);
	if (st)
		return st;
	top_hits_sort(&m->top);
	*found = m->top.count;
	return COOP_OK;
}

/* ---- the matcher ---- */

enum coop_status match_new(const struct coop_postings *lists, struct coop_reader *reader,
	struct matcher **out, struct coop_error *err)
{
	struct matcher *m = calloc(1, sizeof *m);
	*out = m;
	if (!m)
		return coop_fail_nomem(err);
	m->lists = lists;
	m->reader = reader;
	return COOP_OK;
}

void match_free(struct matcher *m)
{
	if (!m)
		return;
	tree_release(&m->tree);
	maxscore_many_release(&m->many);
	boolean_release(&m->boolean);
	free(m);
}
