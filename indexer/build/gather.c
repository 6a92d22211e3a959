#include "indexer/build/gather.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/forward.h"
#include "indexer/build/postings.h"
#include "indexer/build/radix.h"

/* So many tallies are put aside, unless a single document has more. */
enum { ASIDE = 1 << 14 };

/* Looked at for each word of the input, so kept small. */
struct gather_seen {
	uint32_t docid; /* the last document that the term was met in; 0 for none */
	uint32_t tally; /* its tally, when that is the current document */
};

struct gather_term {
	uint32_t docid; /* of the last posting */
	uint32_t documents;
	struct stream postings;
};

/* What a document holds of a term. */
struct gather_tally {
	uint32_t term, docid;
	uint32_t tf, npos;
	uint32_t first, last; /* of its positions */
};

struct gather_position {
	uint32_t pos;
	uint32_t next; /* of the same term in the same document */
};

void gather_release(struct gather *g)
{
	free(g->seen);
	free(g->terms);
	free(g->tallies);
	free(g->positions);
	free(g->order);
	free(g->other);
	streams_release(&g->streams);
}

/* ---- a document ---- */

void gather_begin(struct gather *g, uint32_t docid)
{
	g->docid = docid;
	g->begin = g->ntallies;
}

/* Makes room for the term of that number. */
static bool reach(struct gather *g, uint32_t number)
{
	size_t count = (size_t)number + 1, more = count - g->nterms;
	if (!coop_array_grow(&g->seen, &g->seen_cap, count, sizeof *g->seen) ||
		!coop_array_grow(&g->terms, &g->terms_cap, count, sizeof *g->terms))
		return false;
	memset(g->seen + g->nterms, 0, more * sizeof *g->seen);
	memset(g->terms + g->nterms, 0, more * sizeof *g->terms);
	g->nterms = count;
	return true;
}

/* The tally of a term in the current document; NULL when memory is gone. */
static struct gather_tally *tally(struct gather *g, uint32_t number)
{
	if (number >= g->nterms && !reach(g, number))
		return NULL;
	struct gather_seen *seen = &g->seen[number];
	if (seen->docid == g->docid)
		return &g->tallies[seen->tally];
	if (g->ntallies == g->tallies_cap &&
		!coop_array_grow(&g->tallies, &g->tallies_cap, g->ntallies + 1,
			sizeof *g->tallies))
		return NULL;
	*seen = (struct gather_seen){g->docid, (uint32_t)g->ntallies};
	struct gather_tally *tally = &g->tallies[g->ntallies++];
	*tally = (struct gather_tally){.term = number, .docid = g->docid};
	return tally;
}

static bool add_position(struct gather *g, struct gather_tally *t, uint32_t pos)
{
	if (g->npositions == g->positions_cap &&
		!coop_array_grow(&g->positions, &g->positions_cap, g->npositions + 1,
			sizeof *g->positions))
		return false;
	uint32_t i = (uint32_t)g->npositions++;
	g->positions[i].pos = pos;
	if (t->npos++ == 0)
		t->first = i;
	else
		g->positions[t->last].next = i;
	t->last = i;
	return true;
}

/* Counts what waits at a place of the ring, if anything does. */
static bool count_waiting(struct gather *g, size_t place)
{
	uint32_t weight = g->waiting[place].weight, pos = g->waiting[place].pos;
	if (weight == 0)
		return true;
	g->waiting[place].weight = 0;
	struct gather_tally *t = tally(g, g->waiting[place].term);
	if (!t)
		return false;
	t->tf += weight;
	return pos == 0 || add_position(g, t, pos);
}

bool gather_add(struct gather *g, uint32_t term, uint32_t weight, uint32_t pos)
{
	size_t place = g->turn++ % GATHER_WAITING;
	bool ok = count_waiting(g, place);
	if (term < g->nterms)
		__builtin_prefetch(&g->seen[term], 1);
	g->waiting[place].term = term;
	g->waiting[place].pos = pos;
	g->waiting[place].weight = weight;
	return ok;
}

static bool put_list(const struct gather *g, struct coop_buf *forward)
{
	size_t count = g->ntallies - g->begin;
	char *to = coop_buf_reserve(
		forward, PACK_UINT_MAX + count * (size_t)FORWARD_TERM_MAX);
	if (!to)
		return false;
	char *begin = to;
	to = pack_uint(to, count);
	for (size_t i = g->begin; i < g->ntallies; i++)
		to = forward_put(to, g->tallies[i].term, g->tallies[i].tf);
	forward->len += (size_t)(to - begin);
	return true;
}

bool gather_end(struct gather *g, struct coop_buf *forward)
{
	for (size_t i = 0; i < GATHER_WAITING; i++)
		if (!count_waiting(g, g->turn++ % GATHER_WAITING))
			return false;
	return put_list(g, forward) && (g->ntallies < ASIDE || gather_settle(g));
}

/* ---- the postings ---- */

/* The numbers of the tallies, ordered by term, then by document; NULL when memory is gone. */
static const uint64_t *sort_tallies(struct gather *g)
{
	size_t n = g->ntallies;
	if (!coop_array_grow(&g->order, &g->order_cap, n + 1, sizeof *g->order) ||
		!coop_array_grow(&g->other, &g->other_cap, n + 1, sizeof *g->other))
		return NULL;
	for (size_t i = 0; i < n; i++)
		g->order[i] = radix_pair(g->tallies[i].term, (uint32_t)i);
	return radix_sort(g->order, g->other, n, (uint32_t)g->nterms);
}

static void put_posting(struct gather *g, const struct gather_tally *t)
{
	enum { ROOM = 64 };
	struct gather_term *term = &g->terms[t->term];
	struct stream *s = &term->postings;
	char bytes[ROOM + PACK_UINT_MAX + 8], *to = bytes;
	to = postings_pack(to, t->docid - term->docid, t->tf, t->npos);
	term->docid = t->docid;
	term->documents++;
	uint32_t at = t->first, before = 0;
	for (uint32_t n = t->npos; n > 0; n--) {
		const struct gather_position *p = &g->positions[at];
		to = pack_uint(to, p->pos - before);
		before = p->pos;
		at = p->next;
		if (to - bytes > ROOM) {
			stream_put(&g->streams, s, bytes, (size_t)(to - bytes));
			to = bytes;
		}
	}
	stream_put(&g->streams, s, bytes, (size_t)(to - bytes));
}

/* Asks for what put_posting() will need: the term first, later where its stream ends. */
static void ask_ahead(const struct gather *g, const uint64_t *order, size_t i)
{
	enum { SOON = 12, LATER = 24 /* tallies from here */ };
	if (i + LATER < g->ntallies) {
		__builtin_prefetch(&g->terms[radix_key(order[i + LATER])], 1);
		__builtin_prefetch(&g->tallies[radix_value(order[i + LATER])]);
	}
	if (i + SOON < g->ntallies) {
		const struct gather_tally *t = &g->tallies[radix_value(order[i + SOON])];
		__builtin_prefetch(g->terms[t->term].postings.at, 1);
		if (t->npos > 0)
			__builtin_prefetch(&g->positions[t->first]);
	}
}

bool gather_settle(struct gather *g)
{
	const uint64_t *order = sort_tallies(g);
	if (!order)
		return false;
	for (size_t i = 0; i < g->ntallies && !stop_wanted(g->stop); i++) {
		ask_ahead(g, order, i);
		put_posting(g, &g->tallies[radix_value(order[i])]);
	}
	g->ntallies = g->npositions = g->begin = 0;
	return !g->streams.failed;
}

size_t gather_count(const struct gather *g)
{
	return g->nterms;
}

uint32_t gather_postings(const struct gather *g, uint32_t term, struct coop_buf *out)
{
	stream_copy(&g->streams, &g->terms[term].postings, out);
	return g->terms[term].documents;
}

size_t gather_memory(const struct gather *g)
{
	size_t terms = g->nterms * (sizeof *g->seen + sizeof *g->terms);
	return streams_memory(&g->streams) + terms + terms / 2 +
	       g->ntallies * (sizeof *g->tallies + 2 * sizeof *g->order) +
	       g->npositions * sizeof *g->positions;
}

void gather_reset(struct gather *g)
{
	streams_reset(&g->streams);
	g->nterms = g->ntallies = g->npositions = g->begin = 0;
}
