#include "query/match/maxscore.h"

#include <string.h>

#include "query/match/matcher.h"

/* ---- a batch ---- */

/* Leaves the candidates that are asked for. */
static void keep_asked(const struct matcher *m, struct match_batch *batch)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < batch->count; i++)
		if (match_is_asked(m, batch->docid[i]))
			match_batch_move(batch, i, kept++);
	batch->count = kept;
}

/*
 * Looks the candidates up in all live cursors but the one that they are `known` from, and offers
 * those that match and may reach the threshold.
 */
static void consider(struct matcher *m, const struct posting_cursor *known)
{
	struct maxscore *s = &m->maxscore;
	struct match_batch *batch = &s->batch;
	if (m->among)
		keep_asked(m, batch);
	for (size_t i = 0; i < s->live && batch->count > 0; i++)
		if (s->order[i] != known)
			match_batch_look_up(batch, s->order[i], m->threshold.bound);
	for (uint32_t i = 0; i < batch->count; i++)
		if (!m->terms.needs_optional || batch->optional[i])
			match_offer(
				m, (struct coop_hit){batch->docid[i], batch->score[i]});
	batch->count = 0;
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
	uint32_t others = m->window_bound - driver->window_bound, lowest = 1;
	set_exact(&m->maxscore, 1);
	for (uint32_t k = driver->first; k < driver->first + driver->nblocks; k++) {
		uint8_t highest = coop_posting_list_block_max(&driver->list, k);
		if (driver->bound[highest] + others < m->threshold.bound)
			continue;
		/* bounds grow with impacts, and the highest one reaches the threshold */
		while (driver->bound[lowest] + others < m->threshold.bound)
			lowest++;
		struct posting_slice s = cursor_slice(driver, k, m->window);
		match_batch_take(&m->maxscore.batch, driver, s, lowest, others);
		consider(m, driver);
	}
}

/* Considers the documents that reach the threshold by the first cursors, with `others` added. */
static void match_sums(struct matcher *m, size_t essential, uint32_t others)
{
	struct maxscore *s = &m->maxscore;
	struct match_batch *batch = &s->batch;
	memset(m->sums, 0, WINDOW_DOCS * sizeof *m->sums);
	for (size_t i = 0; i < essential; i++)
		sums_add(m->sums, WINDOW_DOCS, s->order[i], m->window,
			match_needed_beside(
				m, m->window_bound - s->order[i]->window_bound));
	set_exact(s, essential);
	for (uint32_t slot = 0;; slot++) {
		slot = match_next_sum(m, WINDOW_DOCS, slot, others);
		if (slot == WINDOW_DOCS)
			break;
		match_batch_add(batch, m->window.begin + slot, m->sums[slot] + others);
		if (batch->count == MATCH_BATCH)
			consider(m, NULL);
	}
	consider(m, NULL);
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
		s->order[s->live - 1]->window_bound == 0)
		s->live--;
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
