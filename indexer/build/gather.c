#include "indexer/build/gather.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/postings.h"

/* So many tallies are put aside, unless a single document has more. */
enum { ASIDE = 1 << 14 };

struct gather_term {
	uint32_t docid; /* of the last posting */
	uint32_t documents;
	struct stream postings; /* its count is of positions */
};

/* What a document holds of a term. */
struct gather_tally {
	uint32_t term;
	uint32_t docid; /* 0 once it was put behind the term's postings */
	uint32_t tf, npos;
	uint32_t first; /* position */
	uint32_t last;  /* of the others, which are in a ring, the last one */
	uint32_t next;  /* the term's next tally; 0 for none */
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
	streams_release(&g->streams);
}

/* ---- a document ---- */

void gather_begin(struct gather *g, uint32_t docid)
{
	g->docid = docid;
	if (g->ntallies == 0)
		g->since = docid;
}

/* Makes room for the term of that number. */
static bool reach(struct gather *g, uint32_t number)
{
	size_t count = (size_t)number + 1, more = count - g->nterms;
	if (!coop_array_grow(&g->seen, &g->seen_cap, count, sizeof *g->seen) ||
		!coop_lines_grow(&g->terms, &g->terms_cap, count, sizeof *g->terms))
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
	uint32_t i = (uint32_t)g->ntallies++;
	if (seen->docid >= g->since)
		g->tallies[seen->tally].next = i;
	*seen = (struct gather_seen){g->docid, i};
	g->tallies[i] = (struct gather_tally){.term = number, .docid = g->docid};
	return &g->tallies[i];
}

static bool add_position(struct gather *g, struct gather_tally *t, uint32_t pos)
{
	if (t->npos++ == 0) {
		t->first = pos;
		return true;
	}
	if (!coop_array_grow(&g->positions, &g->positions_cap, g->npositions + 1,
		    sizeof *g->positions))
		return false;
	uint32_t i = (uint32_t)g->npositions++;
	if (t->npos == 2)
		t->last = i; /* a ring of one */
	g->positions[i].pos = pos;
	g->positions[i].next = t->last == i ? i : g->positions[t->last].next;
	g->positions[t->last].next = i;
	t->last = i;
	return true;
}

bool gather_waiting(struct gather *g)
{
	size_t n = g->nwaiting;
	g->nwaiting = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t pos = g->waiting[i].pos;
		struct gather_tally *t = tally(g, g->waiting[i].term);
		if (!t)
			return false;
		t->tf += g->waiting[i].weight;
		if (pos != 0 && !add_position(g, t, pos))
			return false;
	}
	return true;
}

bool gather_end(struct gather *g)
{
	return gather_waiting(g) && (g->ntallies < ASIDE || gather_settle(g));
}

/* ---- the postings ---- */

static void put_posting(struct gather *g, const struct gather_tally *t)
{
	enum { ROOM = 64 };
	struct gather_term *term = &g->terms[t->term];
	struct stream *s = &term->postings;
	char bytes[ROOM + PACK_UINT_MAX + 8], *to = bytes;
	to = postings_pack(to, t->docid - term->docid, t->tf, t->npos);
	term->docid = t->docid;
	term->documents++;
	s->count += t->npos;
	if (t->npos > 0)
		to = pack_uint(to, t->first);
	uint32_t at = t->last, before = t->first;
	for (uint32_t n = t->npos; n > 1; n--) {
		at = g->positions[at].next;
		to = pack_uint(to, g->positions[at].pos - before);
		before = g->positions[at].pos;
		if (to - bytes > ROOM) {
			stream_put(&g->streams, s, bytes, (size_t)(to - bytes));
			to = bytes;
		}
	}
	stream_put(&g->streams, s, bytes, (size_t)(to - bytes));
}

/* Asks for what put_posting() will need: the term first, later where its stream ends. */
static void ask_ahead(const struct gather *g, size_t i)
{
	enum { SOON = 12, LATER = 24 /* tallies from here */ };
	const struct gather_tally *t = &g->tallies[i];
	if (i + LATER < g->ntallies && t[LATER].docid != 0)
		__builtin_prefetch(&g->terms[t[LATER].term], 1);
	if (i + SOON < g->ntallies && t[SOON].docid != 0)
		__builtin_prefetch(g->terms[t[SOON].term].postings.at, 1);
}

bool gather_settle(struct gather *g)
{
	for (size_t i = 0; i < g->ntallies && !stop_wanted(g->stop); i++) {
		ask_ahead(g, i);
		/* the term's tallies, where this is the first of them */
		struct gather_tally *t = &g->tallies[i], *next;
		for (; t->docid != 0; t = next) {
			next = t->next > 0 ? &g->tallies[t->next] : t;
			put_posting(g, t);
			t->docid = 0;
		}
	}
	g->ntallies = g->npositions = 0;
	return !g->streams.failed;
}

size_t gather_count(const struct gather *g)
{
	return g->nterms;
}

void gather_postings(const struct gather *g, uint32_t term, struct coop_buf *out,
	uint32_t *documents, uint32_t *positions)
{
	stream_copy(&g->streams, &g->terms[term].postings, out);
	*documents = g->terms[term].documents;
	*positions = g->terms[term].postings.count;
}

size_t gather_memory(const struct gather *g)
{
	size_t terms = g->nterms * (sizeof *g->seen + sizeof *g->terms);
	return streams_memory(&g->streams) + terms + terms / 2 +
	       g->ntallies * sizeof *g->tallies + g->npositions * sizeof *g->positions;
}

void gather_reset(struct gather *g)
{
	streams_reset(&g->streams);
	g->nterms = g->ntallies = g->npositions = g->nwaiting = 0;
}
