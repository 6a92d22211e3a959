#include "query/match/match.h"

#include <stdlib.h>

#include "query/match/match_internal.h"

/* ---- bounds ---- */

/*
 * The least bound of a score that is higher than another, where a single unit scores, once: its
 * scores are told apart. UINT32_MAX when there is none.
 */
static uint32_t bound_above(const struct matcher *m, double score)
{
	const struct match_unit *u = m->units;
	double factor = u->cursor ? u->cursor->factor : u->synonym->factor;
	uint32_t most = u->cursor ? u->cursor->list.max_impact : UINT16_MAX;
	uint32_t least = cursor_above(factor, most, score);
	if (least > most)
		return UINT32_MAX;
	return u->cursor ? u->cursor->bound[least] : match_bound(m, u->synonym, least);
}

/* Sets what a document must reach, as there are so many best, or will be. */
static void set_threshold(struct matcher *m)
{
	bool full = m->best.max > 0 && m->best.count == m->best.max;
	double worst = full ? m->best.at[0].score : m->initial_threshold,
	       bound = worst * m->unit;
	m->threshold = bound < CURSORS_SUM * 2 ? (uint32_t)bound : UINT32_MAX;
	/* documents of equal scores come in their order: later ones must be better */
	if (full && m->nunits == 0)
		m->threshold = UINT32_MAX;
	else if (full && m->nunits == 1 &&
		 (!m->units->cursor || m->units->cursor->uses == 1))
		m->threshold = bound_above(m, worst);
}

/* ---- a document ---- */

static void take(struct matcher *m, uint32_t docid)
{
	struct coop_hit hit = {docid, 0};
	if (match_score(m, &m->nodes[m->root], docid, &hit.score) &&
		top_hits_can_take(&m->best, hit)) {
		top_hits_take(&m->best, hit);
		set_threshold(m);
	}
}

/*
 * Looks a document up in the cursors that were not added up, where it may reach so much with what
 * they have in the window at most.
 */
static void consider(struct matcher *m, uint32_t docid, uint32_t reach)
{
	for (size_t i = 0; i < m->nleft && m->threshold > 0; i++) {
		struct posting_cursor *l = m->left[i];
		if (reach < m->threshold)
			return;
		reach -= l->window;
		if (reach + cursor_seek(l, docid) < m->threshold)
			return;
		reach += l->bound[cursor_find(l, docid).impact];
	}
	if (reach >= m->threshold)
		take(m, docid);
}

/* ---- a window ---- */

static void add_synonym(
	struct matcher *m, const struct match_node *n, const uint64_t *bits)
{
	for (uint32_t p = 0; (p = match_next(bits, p)) < MATCH_WINDOW; p++)
		m->sums[p] += match_bound(m, n, n->sums[p]);
}

/* Leaves marked what may be good enough with so much from the units that are left. */
static uint32_t keep_good(const struct matcher *m, uint32_t rest, uint64_t *bits)
{
	uint32_t count = 0;
	for (uint32_t p = 0; (p = match_next(bits, p)) < MATCH_WINDOW; p++) {
		bool good = m->sums[p] + rest >= m->threshold;
		bits[p / 64] &= ~((uint64_t)!good << p % 64);
		count += good;
	}
	return count;
}

/* Puts the units that are in the window in order, those first that may add most. */
static size_t put_in_order(struct matcher *m)
{
	size_t count = 0;
	for (size_t i = 0; i < m->nunits; i++) {
		const struct match_unit *u = &m->units[i];
		size_t place = count;
		if (u->most == 0)
			continue;
		for (; place > 0 && m->live[place - 1]->most < u->most; place--)
			m->live[place] = m->live[place - 1];
		m->live[place] = u;
		count++;
	}
	return count;
}

/*
 * Adds up what the units have where that takes less time than looking up the marked documents,
 * which become fewer. What is left returns, at most; it is in `left`.
 */
static uint32_t add_up(struct matcher *m, uint64_t *bits, uint32_t count)
{
	size_t live = put_in_order(m);
	uint32_t rest = m->most;
	memset(m->sums, 0, sizeof m->sums);
	for (size_t i = 0; i < live && count > 0; i++) {
		const struct match_unit *u = m->live[i];
		if (u->cursor &&
			u->cursor->inside * COOP_POSTINGS_BLOCK > count * MATCH_LOOK) {
			m->left[m->nleft++] = u->cursor;
			continue;
		}
		if (u->cursor)
			cursor_add_up(
				u->cursor, m->begin, m->end, m->sums, MATCH_WINDOW - 1);
		else
			add_synonym(m, u->synonym, bits);
		rest -= u->most;
		if (rest < m->threshold)
			count = keep_good(m, rest, bits);
	}
	return rest;
}

static void do_window(struct matcher *m)
{
	uint64_t bits[MATCH_WORDS] = {0};
	match_mark(m, &m->nodes[m->root], NULL, bits);
	uint32_t count = match_count(bits), rest = 0;
	bool all = m->threshold == 0;
	m->nleft = 0;
	if (!all && count > 0)
		rest = add_up(m, bits, count);
	for (uint32_t p = 0; (p = match_next(bits, p)) < MATCH_WINDOW; p++)
		if (all)
			take(m, m->begin + p);
		else
			consider(m, m->begin + p, m->sums[p] + rest);
}

/* Adds up what SYNONYMs have in the window: their cursors tell far too much. */
static void settle(struct matcher *m)
{
	for (size_t i = 0; i < m->nunits; i++) {
		struct match_unit *u = &m->units[i];
		if (!u->synonym)
			continue;
		m->most -= u->most;
		match_settle(m, u->synonym);
		m->most += u->most = u->synonym->most;
	}
}

/* Enters the window of a docid; whether a document of it may be good enough. */
static bool enter(struct matcher *m, uint32_t docid)
{
	m->begin = docid - docid % MATCH_WINDOW;
	m->end = m->begin < UINT32_MAX - MATCH_WINDOW ? m->begin + MATCH_WINDOW
						      : UINT32_MAX;
	m->most = 0;
	for (size_t i = 0; i < m->ncursors; i++) {
		cursor_enter(&m->cursors[i], m->begin, m->end);
		m->most += m->cursors[i].window;
	}
	for (size_t i = 0; i < m->nunits; i++) {
		struct match_unit *u = &m->units[i];
		u->most = u->cursor ? u->cursor->window : 0;
		for (uint32_t k = 0; u->synonym && k < u->synonym->ncursors; k++)
			u->most += m->cursors[u->synonym->cursor + k].window;
	}
	if (m->most >= m->threshold)
		settle(m);
	return m->most >= m->threshold;
}

static bool is_damaged(struct matcher *m)
{
	for (size_t i = 0; i < m->ncursors; i++)
		m->damaged |= m->cursors[i].damaged;
	return m->damaged;
}

enum coop_status match_find(struct matcher *m, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err)
{
	struct match_node *root = &m->nodes[m->root];
	m->best = (struct top_hits){hits, 0, count};
	m->initial_threshold = count > 0 ? match_initial_threshold(m, root, count) : 0;
	set_threshold(m);
	for (uint32_t docid = 1; count > 0 && docid <= m->documents && docid < UINT32_MAX;
		docid = m->end) {
		docid = match_from(m, root, docid);
		if (docid > m->documents || m->threshold == UINT32_MAX)
			break;
		if (enter(m, docid))
			do_window(m);
	}
	top_hits_sort(&m->best);
	*found = m->best.count;
	return is_damaged(m) ? coop_postings_fail(err) : COOP_OK;
}

/* ---- a plan ---- */

void match_free(struct matcher *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->nnodes; i++)
		free(m->nodes[i].sums);
	free(m->nodes);
	free(m->kids);
	free(m->order);
	free(m->cursors);
	free(m->units);
	free(m->live);
	free(m->left);
	free(m->sides);
	free(m->walks);
	free(m);
}

enum coop_status match_new(const struct coop_plan *plan,
	const struct coop_postings *lists, struct coop_reader *reader,
	struct matcher **out, struct coop_error *err)
{
	bool there = true;
	*out = NULL;
	struct matcher *m = calloc(1, sizeof *m);
	if (!m)
		return coop_fail_nomem(err);
	enum coop_status st = match_build(m, plan, lists, reader, &there, err);
	if (st || !there) {
		match_free(m);
		return st;
	}
	m->unit = cursors_set_bounds(m->cursors, m->ncursors);
	*out = m;
	return COOP_OK;
}
