#include "query/match/maxscore.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/cursor.h"
#include "query/match/maxscore_many.h"
#include "query/match/top_hits.h"

enum {
	WINDOW = 4096, /* docids */
	GROUP = 16,    /* sums that are looked at together */
	MANY = 32,     /* terms are left to maxscore_many.h when there are more */
	LOOK = 8       /* postings are read in the time that one is looked up, about */
};

struct maxscore {
	const struct coop_postings *lists;
	struct coop_reader *reader;
	uint64_t documents;
	struct posting_cursor *cursors; /* MAXSCORE_TERMS, in the order of the query */
	size_t ncursors;
	struct posting_cursor
		*order[MAXSCORE_TERMS]; /* as they are looked up in a window */
	size_t nlive;                   /* of these, the first, those that may be in it */
	struct cursor_posting
		found[MAXSCORE_TERMS]; /* of a document; nothing of the others */
	bool required;                 /* some cursor is */
	bool some;                     /* one that is not must have a document */
	double unit;
	double initial_threshold; /* the worst of the best has at least that score */
	struct top_hits best;
	uint32_t threshold;  /* bound that a document must reach */
	uint32_t begin, end; /* the window */
	uint32_t inside;     /* sum of the cursors' bounds in it */
	int32_t sums[WINDOW];
	struct maxscore_many *many;
};

enum coop_status maxscore_new(const struct coop_postings *lists,
	struct coop_reader *reader, struct maxscore **out, struct coop_error *err)
{
	struct maxscore *t = calloc(1, sizeof *t);
	*out = t;
	if (!t)
		return coop_fail_nomem(err);
	t->lists = lists;
	t->reader = reader;
	t->cursors = calloc(MAXSCORE_TERMS, sizeof *t->cursors);
	enum coop_status st = t->cursors ? coop_reader_count(reader, &t->documents, err)
					 : coop_fail_nomem(err);
	if (!st)
		st = maxscore_many_new(&t->many, err);
	if (st) {
		maxscore_free(t);
		*out = NULL;
	}
	return st;
}

void maxscore_free(struct maxscore *t)
{
	if (!t)
		return;
	maxscore_many_free(t->many);
	free(t->cursors);
	free(t);
}

/* ---- one document ---- */

/* Raises what a document must reach. */
static void set_threshold(struct maxscore *t)
{
	bool full = t->best.max > 0 && t->best.count == t->best.max;
	double worst = full ? t->best.at[0].score : t->initial_threshold;
	t->threshold = (uint32_t)(worst * t->unit);
	if (t->ncursors != 1 || !full)
		return;
	/* the bounds of a single cursor tell its scores apart, and no later document is better */
	const struct posting_cursor *l = &t->cursors[0];
	uint32_t impact = cursor_above(l->factor, l->list.max_impact, worst);
	t->threshold = impact <= l->list.max_impact ? l->bound[impact] : UINT32_MAX;
}

/* Takes a document, if it is among the best; all cursors have been asked. */
static void take(struct maxscore *t, uint32_t docid)
{
	const struct cursor_posting *found = t->found;
	struct coop_hit hit = {docid, 0};
	for (size_t i = 0; i < t->ncursors; i++)
		hit.score += cursor_score(t->cursors[i].factor, found[i].impact);
	if (top_hits_can_take(&t->best, hit)) {
		top_hits_take(&t->best, hit);
		set_threshold(t);
	}
}

/* Whether a document was found in a cursor that is not required. */
static bool has_wish(const struct maxscore *t)
{
	for (size_t i = 0; i < t->ncursors; i++)
		if (!t->cursors[i].required && t->found[i].impact > 0)
			return true;
	return false;
}

/*
 * Looks a document up in all cursors but that whose posting is `known`; its score is at most what
 * `reach` says, in which cursors that are not `counted` have all that they have in the window.
 */
static void consider(struct maxscore *t, uint32_t docid, uint32_t reach,
	const struct posting_cursor *known, struct cursor_posting posting)
{
	for (size_t i = 0; i < t->nlive; i++) {
		struct posting_cursor *l = t->order[i];
		struct cursor_posting *f = &t->found[l - t->cursors];
		if (l == known) {
			*f = posting;
			continue;
		}
		uint32_t most = cursor_upper_bound(l, docid);
		if (!l->counted && reach - l->window + most < t->threshold)
			return;
		*f = cursor_find(l, docid);
		if (f->impact == 0 && l->required)
			return;
		if (!l->counted)
			reach = reach - l->window + l->bound[f->impact];
		if (reach < t->threshold)
			return;
	}
	if (!t->some || has_wish(t))
		take(t, docid);
}

/* ---- a window ---- */

/* Puts the first cursors, which need not be asked what they may add, behind the others. */
static void count(struct maxscore *t, size_t first)
{
	struct posting_cursor *counted[MAXSCORE_TERMS];
	size_t rest = t->nlive - first;
	memcpy(counted, t->order, first * sizeof *counted);
	memmove(t->order, t->order + first, rest * sizeof *counted);
	memcpy(t->order + rest, counted, first * sizeof *counted);
	for (size_t i = rest; i < t->nlive; i++)
		t->order[i]->counted = true;
}

/* Goes through the first cursor, and looks its documents up in the others. */
static void drive(struct maxscore *t)
{
	struct posting_cursor *driver = t->order[0];
	uint32_t others = t->inside - driver->window;
	count(t, 1);
	for (uint32_t b = driver->first; cursor_is_inside(driver, b, t->end); b++) {
		uint8_t highest = coop_posting_list_block_max(&driver->list, b);
		if (driver->bound[highest] + others < t->threshold)
			continue;
		const struct coop_block *block = cursor_scan(driver, b);
		for (uint32_t i = 0; block && i < block->count; i++) {
			uint32_t docid = block->docids[i],
				 reach = driver->bound[block->impacts[i]] + others;
			if (docid >= t->begin && docid < t->end && reach >= t->threshold)
				consider(t, docid, reach, driver,
					cursor_posting_at(block, i));
		}
	}
}

/* Adds the bounds of a cursor's documents to the sums. */
static void add_up(struct maxscore *t, struct posting_cursor *l)
{
	uint32_t others = t->inside - l->window;
	for (uint32_t b = l->first; cursor_is_inside(l, b, t->end); b++) {
		uint8_t highest = coop_posting_list_block_max(&l->list, b);
		if (l->bound[highest] + others < t->threshold)
			continue;
		const struct coop_block *block = cursor_scan(l, b);
		for (uint32_t i = 0; block && i < block->count; i++) {
			uint32_t place = block->docids[i] - t->begin;
			if (place < t->end - t->begin)
				t->sums[place] += (int32_t)l->bound[block->impacts[i]];
		}
	}
}

/* Looks at the documents whose sums are high enough, with `others` from the other cursors. */
static void take_sums(struct maxscore *t, uint32_t others)
{
	for (uint32_t g = 0; g < WINDOW; g += GROUP) {
		/* 0 is a document in none of the cursors */
		int32_t least =
			t->threshold > others ? (int32_t)(t->threshold - others) : 1;
		int some = 0;
		for (uint32_t i = g; i < g + GROUP; i++)
			some |= t->sums[i] >= least;
		for (uint32_t i = g; some && i < g + GROUP; i++)
			if (t->sums[i] >= least)
				consider(t, t->begin + i, (uint32_t)t->sums[i] + others,
					NULL, (struct cursor_posting){0});
	}
	memset(t->sums, 0, sizeof t->sums);
}

/* Whether a cursor is looked up before another: what is rare first, then what weighs. */
static bool comes_before(const struct posting_cursor *a, const struct posting_cursor *b)
{
	if (a->required != b->required)
		return a->required;
	if (a->required && a->list.doc_freq != b->list.doc_freq)
		return a->list.doc_freq < b->list.doc_freq;
	return a->window > b->window;
}

static void put_in_order(struct maxscore *t)
{
	for (size_t i = 1; i < t->ncursors; i++) {
		struct posting_cursor *l = t->order[i];
		size_t place = i;
		for (; place > 0 && comes_before(l, t->order[place - 1]); place--)
			t->order[place] = t->order[place - 1];
		t->order[place] = l;
	}
	/* those that are not in the window are the last ones */
	t->nlive = t->ncursors;
	while (t->nlive > 0 && !t->order[t->nlive - 1]->required &&
		t->order[t->nlive - 1]->window == 0) {
		t->nlive--;
		t->found[t->order[t->nlive] - t->cursors].impact = 0;
	}
}

/* Takes the best documents of the window. */
static void do_window(struct maxscore *t)
{
	uint32_t others = 0;
	put_in_order(t);
	size_t essential = t->nlive;
	/* what is not required stands last */
	if (t->required && t->some && t->order[t->nlive - 1]->required)
		return;
	if (t->required) {
		drive(t);
		return;
	}
	/* the least cursors that together lift nothing among the best */
	while (essential > 0 && others + t->order[essential - 1]->window < t->threshold)
		others += t->order[--essential]->window;
	if (essential == 1)
		drive(t);
	if (essential < 2)
		return;
	for (size_t i = 0; i < essential; i++)
		add_up(t, t->order[i]);
	count(t, essential);
	take_sums(t, others);
}

/* Enters the window that begins there; the first docid that may be worth the next one. */
static uint32_t enter(struct maxscore *t, uint32_t begin)
{
	uint32_t next = t->required ? 0 : UINT32_MAX;
	t->begin = begin;
	t->end = begin < UINT32_MAX - WINDOW ? begin + WINDOW : UINT32_MAX;
	t->inside = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		struct posting_cursor *l = &t->cursors[i];
		cursor_enter(l, t->begin, t->end);
		uint32_t from = cursor_next(l);
		t->inside += l->window;
		if (t->required && l->required)
			next = from > next ? from : next;
		else if (!t->required)
			next = from < next ? from : next;
	}
	return next;
}

static void do_all(struct maxscore *t)
{
	uint32_t begin = 1;
	while (begin < UINT32_MAX && begin <= t->documents) {
		uint32_t next = enter(t, begin);
		if (next >= t->end) {
			begin = next;
			continue;
		}
		if (t->inside >= t->threshold)
			do_window(t);
		begin = t->end;
	}
}

/* ---- a query ---- */

/* What the worst of the best will score at least, as a single cursor tells. */
static double floor_of(const struct maxscore *t, size_t count)
{
	double initial_threshold = 0;
	for (size_t i = 0; i < t->ncursors && !t->required; i++) {
		double score = cursor_initial_threshold(&t->cursors[i], count);
		initial_threshold = score > initial_threshold ? score : initial_threshold;
	}
	return initial_threshold;
}

static enum coop_status begin(struct maxscore *t, const struct maxscore_query *q,
	bool *there, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*there = true;
	t->ncursors = q->nterms;
	t->required = false;
	t->some = q->some;
	for (size_t i = 0; !st && *there && i < q->nterms; i++) {
		const struct maxscore_term *term = &q->terms[i];
		struct posting_cursor *l = &t->cursors[i];
		st = cursor_begin(l, t->lists, t->reader, term->term, there, err);
		cursor_weigh(l, t->documents, term->weight);
		l->required = term->required;
		t->required |= term->required;
		t->order[i] = l;
	}
	return st;
}

/*
 * Whether going through the rarest of what is required is less than match.h has to do, which
 * reads the lists of words of which one must be there.
 */
static bool suits(const struct maxscore *t)
{
	uint64_t least = UINT64_MAX, words = 0;
	for (size_t i = 0; i < t->ncursors; i++) {
		uint64_t doc_freq = t->cursors[i].list.doc_freq;
		if (!t->cursors[i].required)
			words += doc_freq;
		else if (doc_freq < least)
			least = doc_freq;
	}
	return !t->some || least < words / LOOK;
}

enum coop_status maxscore_find(struct maxscore *t, const struct maxscore_query *q,
	size_t count, struct coop_hit *hits, size_t *found, bool *answered,
	struct coop_error *err)
{
	*found = 0;
	enum coop_status st = begin(t, q, answered, err);
	*answered &= suits(t);
	if (st || !*answered)
		return st;
	t->best = (struct top_hits){hits, 0, count};
	t->unit = cursors_set_bounds(t->cursors, t->ncursors);
	t->initial_threshold = floor_of(t, count);
	if (t->ncursors > MANY && !t->required) {
		struct maxscore_many_terms terms = {
			t->cursors, t->ncursors, t->unit, t->initial_threshold};
		st = maxscore_many_find(t->many, &terms, t->documents, &t->best, err);
	} else {
		set_threshold(t);
		do_all(t);
	}
	for (size_t i = 0; i < t->ncursors; i++)
		*answered &= !t->cursors[i].damaged;
	top_hits_sort(&t->best);
	*found = t->best.count;
	return st;
}
