#include "query/match/boolean.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/boolean_internal.h"
#include "shared/core/buf.h"

/* ---- a document ---- */

static void score(struct matcher *m, uint32_t docid)
{
	struct coop_hit hit = {docid, 0};
	if (boolean_score(m, &m->tree.nodes[m->tree.root], docid, &hit.score))
		match_offer(m, hit);
}

/*
 * Looks a candidate up in the cursors that were not added up, whose bounds of the window are part of
 * its `bound`, and scores it if it may reach the threshold.
 */
static void consider(struct matcher *m, uint32_t docid, uint32_t bound)
{
	const struct boolean *s = &m->boolean;
	for (size_t i = 0; i < s->nleft && bound >= m->threshold.bound; i++) {
		struct cursor_posting found;
		if (!bound_refine(s->left[i], docid, cursor_seek(s->left[i], docid),
			    m->threshold.bound, &bound, &found))
			return;
	}
	if (bound >= m->threshold.bound)
		score(m, docid);
}

/* ---- a window ---- */

static void add_synonym(
	struct matcher *m, const struct match_node *n, const struct doc_set *candidates)
{
	for (uint32_t p = 0; (p = doc_set_next(candidates, p)) < WINDOW_DOCS; p++)
		m->sums[p] +=
			impact_bound(n->factor, n->impact_sums[p], m->threshold.unit);
}

/* Keeps the candidates whose sums, with `others` from the units left, reach the threshold. */
static uint32_t keep_good(
	const struct matcher *m, uint32_t others, struct doc_set *candidates)
{
	uint32_t count = 0;
	for (uint32_t p = 0; (p = doc_set_next(candidates, p)) < WINDOW_DOCS; p++) {
		bool good = m->sums[p] + others >= m->threshold.bound;
		doc_set_remove_if(candidates, p, !good);
		count += good;
	}
	return count;
}

/* Orders the units that are in the window by descending bound; returns how many there are. */
static size_t order_units(struct matcher *m)
{
	const struct match_unit **live = m->boolean.live;
	size_t count = 0;
	for (size_t i = 0; i < m->tree.nunits; i++) {
		const struct match_unit *u = &m->tree.units[i];
		size_t place = count;
		if (u->window_bound == 0)
			continue;
		for (; place > 0 && live[place - 1]->window_bound < u->window_bound;
			place--)
			live[place] = live[place - 1];
		live[place] = u;
		count++;
	}
	return count;
}

/*
 * Adds up the units where that takes less time than looking up the candidates, of which ever fewer
 * remain. The other units are in `left`; returns what they may add.
 */
static uint32_t add_up(struct matcher *m, struct doc_set *candidates, uint32_t count)
{
	struct boolean *s = &m->boolean;
	size_t live = order_units(m);
	uint32_t others = m->window_bound;
	memset(m->sums, 0, WINDOW_DOCS * sizeof *m->sums);
	for (size_t i = 0; i < live && count > 0; i++) {
		const struct match_unit *u = s->live[i];
		struct posting_cursor *c = u->cursor;
		if (c && c->nblocks * COOP_POSTINGS_BLOCK > count * CURSOR_LOOKUP_COST) {
			s->left[s->nleft++] = c;
			continue;
		}
		if (c)
			sums_add(m->sums, WINDOW_DOCS, c, m->window, 0);
		else
			add_synonym(m, u->synonym, candidates);
		others -= u->window_bound;
		if (others < m->threshold.bound)
			count = keep_good(m, others, candidates);
	}
	return others;
}

/* Sets the bounds of the units, those of SYNONYMs by adding up their impacts. */
static void set_unit_bounds(struct matcher *m)
{
	struct match_tree *t = &m->tree;
	for (size_t i = 0; i < t->nunits; i++) {
		struct match_unit *u = &t->units[i];
		if (u->cursor) {
			u->window_bound = u->cursor->window_bound;
			continue;
		}
		/* the bounds of its terms one by one add up to far too much */
		boolean_sum_synonym(m, u->synonym);
		u->window_bound = u->synonym->window_bound;
		for (uint32_t k = 0; k < u->synonym->ncursors; k++)
			m->window_bound -=
				t->cursors[u->synonym->cursor + k].window_bound;
		m->window_bound += u->window_bound;
	}
}

static void match_window(struct matcher *m)
{
	struct doc_set candidates = {0};
	set_unit_bounds(m);
	if (m->window_bound < m->threshold.bound)
		return;
	boolean_collect(m, &m->tree.nodes[m->tree.root], NULL, &candidates);
	match_keep_asked(m, &candidates);
	uint32_t count = doc_set_count(&candidates), others = 0;
	bool all = m->threshold.bound == 0;
	m->boolean.nleft = 0;
	if (!all && count > 0)
		others = add_up(m, &candidates, count);
	for (uint32_t p = 0; (p = doc_set_next(&candidates, p)) < WINDOW_DOCS; p++)
		if (all)
			score(m, m->window.begin + p);
		else
			consider(m, m->window.begin + p, m->sums[p] + others);
}

/* ---- a search ---- */

static enum coop_status begin(struct matcher *m, struct coop_error *err)
{
	struct boolean *s = &m->boolean;
	const struct match_tree *t = &m->tree;
	if (!coop_array_grow(
		    &s->live, &s->live_cap, t->nunits, sizeof(struct match_unit *)) ||
		!coop_array_grow(&s->left, &s->left_cap, t->nunits,
			sizeof(struct posting_cursor *)) ||
		!coop_array_grow(&s->operands, &s->operands_cap, t->max_kids,
			sizeof *s->operands) ||
		!coop_array_grow(
			&s->walks, &s->walks_cap, t->max_cursors, sizeof *s->walks))
		return coop_fail_nomem(err);
	return COOP_OK;
}

void boolean_release(struct boolean *s)
{
	free(s->live);
	free(s->left);
	free(s->operands);
	free(s->walks);
}

const struct match_strategy boolean_strategy = {WINDOW_DOCS, begin, match_window, NULL};
