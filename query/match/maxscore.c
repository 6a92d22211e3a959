#include "query/match/maxscore.h"

#include <string.h>

#include "query/match/matcher.h"

/* ---- a document ---- */

/* Scores a document, which has been looked up in all live cursors, in the order of the plan. */
static void offer(struct matcher *m, uint32_t docid)
{
	const struct match_tree *t = &m->tree;
	struct coop_hit hit = {docid, 0};
	for (size_t i = 0; i < t->ncursors; i++)
		hit.score +=
			impact_score(t->cursors[i].factor, m->maxscore.found[i].impact);
	match_offer(m, hit);
}

/* Whether one of the optional terms was found. */
static bool has_optional(const struct matcher *m)
{
	for (size_t i = 0; i < m->tree.ncursors; i++)
		if (!m->tree.cursors[i].required && m->maxscore.found[i].impact > 0)
			return true;
	return false;
}

/*
 * Looks a document up in all live cursors but the one whose posting is `known`, and offers it if it
 * matches and may reach the threshold. `bound` is its upper bound: cursors with `bound_is_exact` have
 * added the document's own, the others that of the window.
 */
static void consider(struct matcher *m, uint32_t docid, uint32_t bound,
	const struct posting_cursor *known, struct cursor_posting posting)
{
	struct maxscore *s = &m->maxscore;
	if (!match_is_asked(m, docid))
		return;
	for (size_t i = 0; i < s->live; i++) {
		struct posting_cursor *c = s->order[i];
		struct cursor_posting *found = &s->found[c - m->tree.cursors];
		if (c == known) {
			*found = posting;
			continue;
		}
		uint32_t block_bound = cursor_upper_bound(c, docid);
		if (c->bound_is_exact)
			*found = cursor_find(c, docid);
		else if (!bound_refine(c, docid, block_bound, m->threshold.bound, &bound,
				 found))
			return;
		if (found->impact == 0 && c->required)
			return;
	}
	if (!m->terms.needs_optional || has_optional(m))
		offer(m, docid);
}

/* ---- a window ---- */

/* Moves the first cursors, whose bounds are exact, after the others: they cannot fail. */
static void set_exact(struct maxscore *s, size_t count)
{
	struct posting_cursor *exact[MAXSCORE_TERMS];
	size_t others = s->live - count;
	memcpy(exact, s->order, count * sizeof *exact);
	memmove(s->order, s->order + count, others * sizeof *exact);
	memcpy(s->order + others, exact, count * sizeof *exact);
	for (size_t i = others; i < s->live; i++)
		s->order[i]->bound_is_exact = true;
}

/* Considers the documents of the first cursor. */
static void match_driver(struct matcher *m)
{
	struct posting_cursor *driver = m->maxscore.order[0];
	uint32_t others = m->window_bound - driver->window_bound;
	set_exact(&m->maxscore, 1);
	for (uint32_t k = driver->first; k < driver->first + driver->nblocks; k++) {
		uint8_t highest = coop_posting_list_block_max(&driver->list, k);
		if (driver->bound[highest] + others < m->threshold.bound)
			continue;
		struct posting_slice s = cursor_slice(driver, k, m->window);
		for (uint32_t i = s.from; i < s.to; i++) {
			uint32_t bound = driver->bound[s.block->impacts[i]] + others;
			if (bound >= m->threshold.bound)
				consider(m, s.block->docids[i], bound, driver,
					cursor_posting_at(s.block, i));
		}
	}
}

/* Considers the documents that reach the threshold by the first cursors, with `others` added. */
static void match_sums(struct matcher *m, size_t essential, uint32_t others)
{
	struct maxscore *s = &m->maxscore;
	memset(m->sums, 0, WINDOW_DOCS * sizeof *m->sums);
	for (size_t i = 0; i < essential; i++)
		sums_add(m->sums, WINDOW_DOCS, s->order[i], m->window,
			match_needed_beside(
				m, m->window_bound - s->order[i]->window_bound));
	set_exact(s, essential);
	for (uint32_t slot = 0;; slot++) {
		slot = match_next_sum(m, WINDOW_DOCS, slot, others);
		if (slot == WINDOW_DOCS)
			return;
		consider(m, m->window.begin + slot, m->sums[slot] + others, NULL,
			(struct cursor_posting){0});
	}
}

/* Required cursors come first, the rarest leading; then those that may add most. */
static bool comes_before(const struct posting_cursor *a, const struct posting_cursor *b)
{
	if (a->required != b->required)
		return a->required;
	if (a->required && a->list.doc_freq != b->list.doc_freq)
		return a->list.doc_freq < b->list.doc_freq;
	return a->window_bound > b->window_bound;
}

static void put_in_order(struct matcher *m)
{
	struct maxscore *s = &m->maxscore;
	for (size_t i = 1; i < m->tree.ncursors; i++) {
		struct posting_cursor *c = s->order[i];
		size_t place = i;
		for (; place > 0 && comes_before(c, s->order[place - 1]); place--)
			s->order[place] = s->order[place - 1];
		s->order[place] = c;
	}
	/* optional cursors without postings in the window are the last ones */
	s->live = m->tree.ncursors;
	while (s->live > 0 && !s->order[s->live - 1]->required &&
		s->order[s->live - 1]->window_bound == 0) {
		s->live--;
		s->found[s->order[s->live] - m->tree.cursors].impact = 0;
	}
}

static void match_window(struct matcher *m)
{
	struct maxscore *s = &m->maxscore;
	uint32_t others = 0;
	put_in_order(m);
	if (m->terms.any_required) {
		/* optional cursors stand last: where none is live, none can be found */
		if (!m->terms.needs_optional || !s->order[s->live - 1]->required)
			match_driver(m);
		return;
	}
	size_t essential = s->live;
	while (essential > 0 &&
		others + s->order[essential - 1]->window_bound < m->threshold.bound)
		others += s->order[--essential]->window_bound;
	if (essential == 1)
		match_driver(m);
	if (essential > 1)
		match_sums(m, essential, others);
}

static enum coop_status begin(struct matcher *m, struct coop_error *err)
{
	(void)err;
	for (size_t i = 0; i < m->tree.ncursors; i++)
		m->maxscore.order[i] = &m->tree.cursors[i];
	return COOP_OK;
}

const struct match_strategy maxscore_strategy = {WINDOW_DOCS, begin, match_window, NULL};
