#include "indexer/bulk/merge.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* How many bytes are read before their memory is released. */
#define UNLOAD_AFTER (UINT64_C(64) << 20)

enum coop_status runs_add(
	struct runs *all, struct run *run, unsigned thread, struct coop_error *err)
{
	size_t cap = all->cap;
	if (!coop_array_grow(&all->thread, &cap, all->count + 1, sizeof *all->thread) ||
		!coop_array_grow(&all->at, &all->cap, all->count + 1, sizeof *all->at)) {
		run_free(run);
		return coop_fail_nomem(err);
	}
	size_t i = all->count++;
	/* runs stay grouped by thread, each group in the order of its documents */
	for (; i > 0 && all->thread[i - 1] > thread; i--) {
		all->at[i] = all->at[i - 1];
		all->thread[i] = all->thread[i - 1];
	}
	all->at[i] = run;
	all->thread[i] = thread;
	return COOP_OK;
}

void runs_release(struct runs *all)
{
	for (size_t i = 0; i < all->count; i++)
		run_free(all->at[i]);
	free(all->at);
	free(all->thread);
	*all = (struct runs){0};
}

void runs_unload(const struct runs *all)
{
	for (size_t i = 0; i < all->count; i++)
		run_unload(all->at[i]);
}

/* ---- terms ---- */

static const struct run_entry *next_entry(const struct merge *m, uint32_t run)
{
	return run_at(m->runs->at[run], m->next[run]);
}

static struct merge_head head(const struct merge *m, uint32_t run)
{
	const struct run_entry *e = next_entry(m, run);
	return (struct merge_head){
		coop_bytes_head(run_term(m->runs->at[run], e), e->len), run};
}

/*
 * Whether the next term of one run comes before that of another; equal terms in the order
 * of the runs.
 */
static bool before(
	const struct merge *m, const struct merge_head *a, const struct merge_head *b)
{
	if (a->head != b->head)
		return a->head < b->head;
	const struct run_entry *x = next_entry(m, a->run), *y = next_entry(m, b->run);
	int order = coop_bytes_compare(run_term(m->runs->at[a->run], x), x->len,
		run_term(m->runs->at[b->run], y), y->len);
	return order != 0 ? order < 0 : a->run < b->run;
}

static void sift_down(struct merge *m, size_t i)
{
	struct merge_head moved = m->heap[i];
	for (;;) {
		size_t kid = 2 * i + 1;
		if (kid >= m->nheap)
			break;
		if (kid + 1 < m->nheap && before(m, &m->heap[kid + 1], &m->heap[kid]))
			kid++;
		if (!before(m, &m->heap[kid], &moved))
			break;
		m->heap[i] = m->heap[kid];
		i = kid;
	}
	m->heap[i] = moved;
}

/* The first entry of a run that is not below a term. */
static uint32_t find(const struct run *run, const char *term, size_t len)
{
	uint32_t low = 0, high = run_count(run);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct run_entry *e = run_at(run, middle);
		if (coop_bytes_compare(run_term(run, e), e->len, term, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum coop_status merge_begin(struct merge *m, const struct runs *runs, const char *from,
	struct coop_error *err)
{
	*m = (struct merge){.runs = runs};
	size_t n = runs->count + 1;
	m->next = calloc(n, sizeof *m->next);
	m->heap = calloc(n, sizeof *m->heap);
	m->parts = calloc(n, sizeof *m->parts);
	if (!m->next || !m->heap || !m->parts) {
		merge_release(m);
		return coop_fail_nomem(err);
	}
	for (uint32_t i = 0; i < runs->count; i++) {
		m->next[i] = find(runs->at[i], from, strlen(from));
		run_prefetch(runs->at[i], m->next[i]);
		if (m->next[i] < run_count(runs->at[i]))
			m->heap[m->nheap++] = head(m, i);
	}
	for (size_t i = m->nheap / 2; i-- > 0;)
		sift_down(m, i);
	return COOP_OK;
}

void merge_release(struct merge *m)
{
	free(m->next);
	free(m->heap);
	free(m->parts);
	*m = (struct merge){0};
}

/* Advances the run at the top of the heap. */
static void advance(struct merge *m)
{
	uint32_t run = m->heap[0].run;
	if (++m->next[run] % RUN_AHEAD == 0)
		run_prefetch(m->runs->at[run], m->next[run]);
	if (m->next[run] == run_count(m->runs->at[run]))
		m->heap[0] = m->heap[--m->nheap];
	else
		m->heap[0] = head(m, run);
	if (m->nheap > 0)
		sift_down(m, 0);
}

static void unload(struct merge *m)
{
	if (m->read < UNLOAD_AFTER)
		return;
	runs_unload(m->runs);
	m->read = 0;
}

bool merge_next(struct merge *m)
{
	m->nparts = 0;
	if (m->nheap == 0)
		return false;
	unload(m);
	do {
		uint32_t run = m->heap[0].run;
		const struct run_entry *e = next_entry(m, run);
		const char *term = run_term(m->runs->at[run], e);
		if (m->nparts > 0 &&
			(e->len != m->len || memcmp(term, m->term, m->len) != 0))
			break;
		m->term = term;
		m->len = e->len;
		m->parts[m->nparts++] = (struct run_part){run, m->next[run], e};
		m->read += e->postings_len;
		advance(m);
	} while (m->nheap > 0);
	return true;
}

/* ---- the documents of a term ---- */

/* Prefetches the postings of a part and of what follows them, unless that was done. */
static void prefetch(struct union_walk *u, const struct run_part *p)
{
	if (p->entry->postings + p->entry->postings_len > u->prefetched[p->run])
		u->prefetched[p->run] =
			run_prefetch_postings(u->runs->at[p->run], p->entry);
}

/* Moves a cursor to the first posting of its next part; false when there is none. */
static bool next_part(struct union_walk *u, struct union_cursor *cursor)
{
	do {
		if (cursor->part == cursor->end)
			return false;
		const struct run_part *p = &u->parts[cursor->part++];
		posting_stream_begin(&cursor->p,
			run_postings(u->runs->at[p->run], p->entry),
			p->entry->postings_len);
	} while (!posting_stream_next(&cursor->p));
	return true;
}

enum coop_status union_begin(struct union_walk *u, const struct runs *runs,
	const struct run_part *parts, size_t nparts, struct coop_error *err)
{
	u->runs = runs;
	u->parts = parts;
	u->ncursors = 0;
	u->current = NULL;
	if (!coop_array_grow(&u->cursors, &u->cap, nparts, sizeof *u->cursors))
		return coop_fail_nomem(err);
	if (!u->prefetched &&
		!(u->prefetched = calloc(runs->count + 1, sizeof *u->prefetched)))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < nparts; i++)
		prefetch(u, &parts[i]);
	/* one cursor for the consecutive parts of each thread, whose documents ascend */
	for (size_t i = 0; i < nparts;) {
		size_t end = i + 1;
		while (end < nparts &&
			runs->thread[parts[end].run] == runs->thread[parts[i].run])
			end++;
		struct union_cursor *cursor = &u->cursors[u->ncursors];
		*cursor = (struct union_cursor){.part = i, .end = end};
		u->ncursors += next_part(u, cursor);
		i = end;
	}
	return COOP_OK;
}

/*
 * Chooses the cursor with the lowest docid, and up to which docid it stays the one. A
 * linear search: there are no more cursors than threads.
 */
static bool choose_cursor(struct union_walk *u)
{
	u->current = NULL;
	u->until = UINT32_MAX;
	for (size_t i = 0; i < u->ncursors; i++) {
		struct posting_stream *p = &u->cursors[i].p;
		if (!u->current || p->docid < u->current->docid) {
			u->until = u->current ? u->current->docid : UINT32_MAX;
			u->current = p;
		} else if (p->docid < u->until) {
			u->until = p->docid;
		}
	}
	return u->current != NULL;
}

bool union_switch_cursor(struct union_walk *u, bool ended)
{
	if (u->current && ended) {
		/* the stream is the first member of its cursor */
		struct union_cursor *cursor = (struct union_cursor *)(void *)u->current;
		if (!next_part(u, cursor))
			*cursor = u->cursors[--u->ncursors];
	}
	return choose_cursor(u);
}

void union_release(struct union_walk *u)
{
	free(u->cursors);
	free(u->prefetched);
	*u = (struct union_walk){0};
}
