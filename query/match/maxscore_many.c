#include "query/match/maxscore_many.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/matcher.h"
#include "shared/core/buf.h"

/* So few documents of a window are looked up in the cursors that are not added up yet. */
enum { FEW = WINDOW_DOCS_WIDE / 128 };

void maxscore_many_release(struct maxscore_many *s)
{
	free(s->candidates);
	free(s->sorted);
}

/* ---- candidates ---- */

/* Adds a term's scores of some candidates to the sums of their scores. */
static void add_scores(struct matcher *m, size_t cursor,
	const struct many_candidate *batch, size_t count)
{
	struct maxscore_many *s = &m->many;
	struct posting_cursor *c = &m->tree.cursors[cursor];
	uint32_t back = c->probe_block;
	cursor_probe_from(c, s->scored[cursor]);
	for (size_t i = 0; i < count; i++) {
		cursor_upper_bound(c, batch[i].docid);
		s->scores[i] +=
			impact_score(c->factor, cursor_find(c, batch[i].docid).impact);
	}
	s->scored[cursor] = c->probe_block;
	cursor_probe_from(c, back);
}

/* Scores all candidates, term by term in the order of the plan, and offers them. */
static void score_candidates(struct matcher *m)
{
	struct maxscore_many *s = &m->many;
	for (size_t at = 0, count; at < s->count; at += count) {
		count = s->count - at < MANY_BATCH ? s->count - at : MANY_BATCH;
		memset(s->scores, 0, sizeof s->scores);
		for (size_t i = 0; i < m->tree.ncursors; i++)
			add_scores(m, i, s->candidates + at, count);
		for (size_t i = 0; i < count; i++)
			match_offer(m, (struct coop_hit){s->candidates[at + i].docid,
					       s->scores[i]});
	}
	s->count = 0;
}

static int descending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x < y) - (x > y);
}

/* Drops candidates that enough others outdo, by their bounds. */
static void drop_worst(struct matcher *m)
{
	struct maxscore_many *s = &m->many;
	/* a sum of bounds is above that of the score by less (bounds.c) */
	uint32_t rounding = 2 * (uint32_t)m->tree.ncursors + 1;
	size_t kept = 0;
	for (size_t i = 0; i < s->count; i++)
		s->sorted[i] = s->candidates[i].bound;
	qsort(s->sorted, s->count, sizeof *s->sorted, descending);
	/* a damaged list may have more documents than are asked for or indexed */
	uint32_t worst = s->count >= m->top.max ? s->sorted[m->top.max - 1] : 0;
	threshold_raise(&m->threshold, worst > rounding ? worst - rounding : 0);
	for (size_t i = 0; i < s->count; i++)
		if (s->candidates[i].bound >= m->threshold.bound)
			s->candidates[kept++] = s->candidates[i];
	s->count = kept;
	/* many are about equal: only their scores tell which are best */
	if (kept > s->max - s->max / 4)
		score_candidates(m);
}

/*
 * Makes a candidate of a document that may reach the threshold. Its bound has that of the window
 * for the cursors from number `cursor` in the order on; in these it is looked up.
 */
static void consider(struct matcher *m, uint32_t docid, uint32_t bound, size_t cursor)
{
	struct maxscore_many *s = &m->many;
	if (!match_is_asked(m, docid))
		return;
	for (; cursor < m->tree.ncursors; cursor++) {
		struct posting_cursor *c = s->order[cursor];
		struct cursor_posting found;
		if (c->window_bound > 0 &&
			!bound_refine(c, docid, cursor_upper_bound(c, docid),
				m->threshold.bound, &bound, &found))
			return;
	}
	/* one that is gone would raise the threshold */
	if (bound < m->threshold.bound || !match_is_there(m, docid))
		return;
	if (s->count == s->max)
		drop_worst(m);
	s->candidates[s->count++] = (struct many_candidate){docid, bound};
}

/* ---- a window ---- */

/*
 * Adds up cursors until few documents, or none, may reach the threshold. Returns how many cursors
 * it added up; `*others` is what those left may add.
 */
static size_t add_up(struct matcher *m, uint32_t *others)
{
	uint32_t counted_at = UINT32_MAX, documents = WINDOW_DOCS_WIDE;
	size_t i = 0;
	*others = m->window_bound;
	memset(m->sums, 0, sizeof m->sums);
	for (; i < m->tree.ncursors && documents > FEW; i++) {
		struct posting_cursor *c = m->many.order[i];
		if (c->window_bound > 0)
			sums_add(m->sums, WINDOW_DOCS_WIDE, c, m->window, 0);
		*others -= c->window_bound;
		/* counting more often costs more than it saves */
		if (*others < m->threshold.bound &&
			*others < counted_at - counted_at / 8) {
			documents = sums_count(
				m->sums, WINDOW_DOCS_WIDE, m->threshold.bound - *others);
			counted_at = *others;
		}
	}
	return documents > 0 ? i : SIZE_MAX;
}

static void match_window(struct matcher *m)
{
	uint32_t others;
	size_t added = add_up(m, &others);
	if (added == SIZE_MAX)
		return;
	for (uint32_t slot = 0;; slot++) {
		slot = match_next_sum(m, WINDOW_DOCS_WIDE, slot, others);
		if (slot == WINDOW_DOCS_WIDE)
			return;
		consider(m, m->window.begin + slot, m->sums[slot] + others, added);
	}
}

/* ---- a search ---- */

static int by_bound(const void *a, const void *b)
{
	const struct posting_cursor *x = *(struct posting_cursor *const *)a,
				    *y = *(struct posting_cursor *const *)b;
	uint32_t bx = x->bound[x->list.max_impact], by = y->bound[y->list.max_impact];
	return (bx < by) - (bx > by);
}

static enum coop_status begin(struct matcher *m, struct coop_error *err)
{
	enum { MORE = 1024 };
	struct maxscore_many *s = &m->many;
	uint32_t documents = m->tree.last;
	s->count = 0;
	/* room for all documents when all are asked for: they are never dropped */
	s->max =
		m->top.max < documents ? 2 * m->top.max + MORE : (size_t)documents + MORE;
	if (!coop_array_grow(
		    &s->candidates, &s->candidates_cap, s->max, sizeof *s->candidates) ||
		!coop_array_grow(&s->sorted, &s->sorted_cap, s->max, sizeof *s->sorted))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < m->tree.ncursors; i++) {
		s->order[i] = &m->tree.cursors[i];
		s->scored[i] = 0;
	}
	qsort(s->order, m->tree.ncursors, sizeof *s->order, by_bound);
	/* a document without any term has the bound 0 */
	threshold_raise(&m->threshold, 1);
	return COOP_OK;
}

static void end(struct matcher *m)
{
	if (m->many.count > m->top.max)
		drop_worst(m);
	score_candidates(m);
}

const struct match_strategy maxscore_many_strategy = {
	WINDOW_DOCS_WIDE, begin, match_window, end};
