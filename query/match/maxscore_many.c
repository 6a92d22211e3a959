#include "query/match/maxscore_many.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"

enum {
	WINDOW = 1 << 15, /* docids; a power of two */
	TOGETHER = 1024,  /* candidates that are scored together */
	FEW = WINDOW /
	      128 /* documents, which are looked up in the cursors that are left */
};

/* A document that may be among the best, until it is scored. */
struct candidate {
	uint32_t docid, sum;
};

struct maxscore_many {
	struct posting_cursor *cursors; /* in the order of the query */
	size_t ncursors;
	struct posting_cursor **order; /* what weighs most first */
	uint32_t *scored;              /* by cursor: the block that scoring has come to */
	size_t order_cap, scored_cap;
	struct top_hits *best;
	double unit;
	uint32_t threshold;     /* sum that a document must reach */
	uint32_t begin, end;    /* the window */
	struct candidate *list; /* in the order of their docids */
	uint32_t *sorted;
	size_t count, max, list_cap, sorted_cap;
	uint32_t sums[WINDOW];
	double scores[TOGETHER];
};

enum coop_status maxscore_many_new(struct maxscore_many **out, struct coop_error *err)
{
	*out = calloc(1, sizeof **out);
	return *out ? COOP_OK : coop_fail_nomem(err);
}

void maxscore_many_free(struct maxscore_many *m)
{
	if (!m)
		return;
	free(m->order);
	free(m->scored);
	free(m->list);
	free(m->sorted);
	free(m);
}

/* ---- candidates ---- */

static void raise_threshold(struct maxscore_many *m, uint32_t least)
{
	m->threshold = least > m->threshold ? least : m->threshold;
}

/* Adds what some candidates have of a cursor to their scores. */
static void add_scores(
	struct maxscore_many *m, size_t cursor, const struct candidate *c, size_t count)
{
	struct posting_cursor *l = &m->cursors[cursor];
	uint32_t back = l->probed;
	cursor_probe_from(l, m->scored[cursor]);
	for (size_t i = 0; i < count; i++) {
		cursor_upper_bound(l, c[i].docid);
		m->scores[i] +=
			cursor_score(l->factor, cursor_find(l, c[i].docid).impact);
	}
	m->scored[cursor] = l->probed;
	cursor_probe_from(l, back);
}

/* Scores all candidates in the order of the terms, some at a time, and takes the best. */
static void score_all(struct maxscore_many *m)
{
	for (size_t at = 0, count; at < m->count; at += count) {
		count = m->count - at < TOGETHER ? m->count - at : TOGETHER;
		memset(m->scores, 0, sizeof m->scores);
		for (size_t i = 0; i < m->ncursors; i++)
			add_scores(m, i, m->list + at, count);
		for (size_t i = 0; i < count; i++) {
			struct coop_hit hit = {m->list[at + i].docid, m->scores[i]};
			/* one that scores nothing is there as well: an id's */
			if (top_hits_can_take(m->best, hit))
				top_hits_take(m->best, hit);
		}
	}
	m->count = 0;
	if (m->best->count == m->best->max)
		raise_threshold(m, (uint32_t)(m->best->at[0].score * m->unit));
}

static int descending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x < y) - (x > y);
}

/* Makes room in the list, which is full: drops what others have outdone. */
static void cut(struct maxscore_many *m)
{
	/* a sum is higher than the score by less, as cursors_set_bounds() has it */
	uint32_t over = 2 * (uint32_t)m->ncursors + 1;
	size_t kept = 0;
	for (size_t i = 0; i < m->count; i++)
		m->sorted[i] = m->list[i].sum;
	qsort(m->sorted, m->count, sizeof *m->sorted, descending);
	uint32_t worst = m->sorted[m->best->max - 1];
	raise_threshold(m, worst > over ? worst - over : 0);
	for (size_t i = 0; i < m->count; i++)
		if (m->list[i].sum >= m->threshold)
			m->list[kept++] = m->list[i];
	m->count = kept;
	/* many are as good as each other: only their scores tell which are best */
	if (kept > m->max - m->max / 4)
		score_all(m);
}

/*
 * Looks a document up in the cursors from one on, where it may reach so much with what it has of
 * those before.
 */
static void consider(
	struct maxscore_many *m, uint32_t docid, uint32_t reach, size_t cursor)
{
	for (; cursor < m->ncursors && reach >= m->threshold; cursor++) {
		struct posting_cursor *l = m->order[cursor];
		if (l->window == 0)
			continue;
		reach = reach - l->window + cursor_upper_bound(l, docid);
		if (reach < m->threshold)
			return;
		reach = reach - cursor_upper_bound(l, docid) +
			l->bound[cursor_find(l, docid).impact];
	}
	if (reach < m->threshold)
		return;
	if (m->count == m->max)
		cut(m);
	m->list[m->count++] = (struct candidate){docid, reach};
}

/* ---- a window ---- */

/* How many sums are high enough. */
static uint32_t count_sums(const struct maxscore_many *m, uint32_t least)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < WINDOW; i++)
		count += (int32_t)m->sums[i] >= (int32_t)least;
	return count;
}

/* Considers the documents whose sums are high enough, with the cursors from one on. */
static void take_sums(struct maxscore_many *m, uint32_t rest, size_t cursor)
{
	enum { GROUP = 16 }; /* sums that are looked at together */
	for (uint32_t g = 0; g < WINDOW; g += GROUP) {
		int32_t least = m->threshold > rest ? (int32_t)(m->threshold - rest) : 1;
		int some = 0;
		for (uint32_t i = g; i < g + GROUP; i++)
			some |= (int32_t)m->sums[i] >= least;
		for (uint32_t i = g; some && i < g + GROUP; i++)
			if ((int32_t)m->sums[i] >= least)
				consider(m, m->begin + i, m->sums[i] + rest, cursor);
	}
}

static void do_window(struct maxscore_many *m)
{
	uint32_t rest = 0, looked = UINT32_MAX, places = WINDOW;
	size_t i = 0;
	for (size_t k = 0; k < m->ncursors; k++)
		rest += m->order[k]->window;
	if (rest < m->threshold)
		return;
	memset(m->sums, 0, sizeof m->sums);
	for (; i < m->ncursors && places > FEW; i++) {
		struct posting_cursor *l = m->order[i];
		if (l->window > 0)
			cursor_add_up(l, m->begin, m->end, m->sums, WINDOW - 1);
		rest -= l->window;
		/* to look more often costs more than it spares */
		if (rest < m->threshold && rest < looked - looked / 8) {
			places = count_sums(m, m->threshold - rest);
			looked = rest;
		}
	}
	if (m->begin == 0)
		m->sums[0] = 0; /* there is no such document */
	if (places > 0)
		take_sums(m, rest, i);
}

/* Enters the window that holds a docid; the first docid that may be worth the next one. */
static uint32_t enter(struct maxscore_many *m, uint32_t docid)
{
	uint32_t next = UINT32_MAX;
	m->begin = docid & ~(uint32_t)(WINDOW - 1);
	m->end = m->begin < UINT32_MAX - WINDOW ? m->begin + WINDOW : UINT32_MAX;
	for (size_t i = 0; i < m->ncursors; i++) {
		cursor_enter(&m->cursors[i], m->begin, m->end);
		uint32_t from = cursor_next(&m->cursors[i]);
		next = from < next ? from : next;
	}
	return next;
}

/* ---- a query ---- */

static int by_weight(const void *a, const void *b)
{
	const struct posting_cursor *x = *(struct posting_cursor *const *)a,
				    *y = *(struct posting_cursor *const *)b;
	uint32_t most = x->bound[x->list.max_impact],
		 other = y->bound[y->list.max_impact];
	return (most < other) - (most > other);
}

static enum coop_status make_room(struct maxscore_many *m, size_t wanted,
	uint64_t documents, struct coop_error *err)
{
	enum { MORE = 1024 };
	/* they are never full when all documents are wanted */
	m->max = wanted < documents ? 2 * wanted + MORE : (size_t)documents + MORE;
	if (!coop_array_grow(&m->order, &m->order_cap, m->ncursors, sizeof *m->order) ||
		!coop_array_grow(
			&m->scored, &m->scored_cap, m->ncursors, sizeof *m->scored) ||
		!coop_array_grow(&m->list, &m->list_cap, m->max, sizeof *m->list) ||
		!coop_array_grow(&m->sorted, &m->sorted_cap, m->max, sizeof *m->sorted))
		return coop_fail_nomem(err);
	return COOP_OK;
}

enum coop_status maxscore_many_find(struct maxscore_many *m,
	const struct maxscore_many_terms *terms, uint64_t documents,
	struct top_hits *best, struct coop_error *err)
{
	m->cursors = terms->cursors;
	m->ncursors = terms->count;
	m->best = best;
	m->unit = terms->unit;
	m->threshold = 1;
	m->count = 0;
	raise_threshold(m, (uint32_t)(terms->initial_threshold * terms->unit));
	enum coop_status st = make_room(m, best->max, documents, err);
	if (st || best->max == 0)
		return st;
	for (size_t i = 0; i < m->ncursors; i++) {
		m->order[i] = &m->cursors[i];
		m->scored[i] = 0;
	}
	qsort(m->order, m->ncursors, sizeof *m->order, by_weight);
	for (uint32_t docid = 1; docid < UINT32_MAX && docid <= documents;) {
		uint32_t next = enter(m, docid);
		if (next < m->end)
			do_window(m);
		docid = next < m->end ? m->end : next;
	}
	if (m->count > best->max)
		cut(m);
	score_all(m);
	return COOP_OK;
}
