/*
 * posting_accumulator.h - the postings of one kind of terms, from documents as they come.
 *
 * Words come in the order of the text, and what is known of their terms lies anywhere in
 * memory that no cache holds. So a document only counts its terms, in a small table, and asks
 * for their places; at its end, when these are at hand, it is put behind their postings.
 *
 * Where a function here returns false, memory is gone, and what was gathered is void.
 */
#ifndef COOP_INDEXER_BULK_POSTING_ACCUMULATOR_H
#define COOP_INDEXER_BULK_POSTING_ACCUMULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/streams.h"
#include "shared/core/buf.h"

/*
 * Words that wait to be counted: their terms are asked for when they come, and will be in the
 * cache when it is their turn.
 */
enum { ACCUMULATOR_QUEUE = 32 };

/* Looked at for each word of the input, so kept small. */
struct accumulator_seen {
	uint32_t docid; /* the last document that the term was met in; 0 for none */
	uint32_t tally; /* its tally there, while that is the current one */
};

struct posting_accumulator {
	struct accumulator_seen *seen; /* by the term's number, as is `terms` */
	struct accumulator_term *terms;
	size_t nterms, seen_cap, terms_cap;
	struct accumulator_tally *tallies; /* of the current document */
	size_t ntallies, tallies_cap;
	struct accumulator_position *positions; /* of the current document */
	size_t npositions, positions_cap;
	struct streams streams;
	uint32_t docid; /* the current document */
	struct {
		uint32_t term, pos, weight;
	} queue[ACCUMULATOR_QUEUE];
	size_t nqueued;
};

void accumulator_release(struct posting_accumulator *g);

/* Begins a document; docids ascend. */
void accumulator_begin(struct posting_accumulator *g, uint32_t docid);

/* Counts those that wait; for accumulator_add(). */
bool accumulator_drain(struct posting_accumulator *g);

/* Counts an occurrence of a term, of that weight; `pos` 0 is none. */
static inline bool accumulator_add(
	struct posting_accumulator *g, uint32_t term, uint32_t weight, uint32_t pos)
{
	if (term < g->nterms)
		__builtin_prefetch(&g->seen[term], 1);
	g->queue[g->nqueued].term = term;
	g->queue[g->nqueued].weight = weight;
	g->queue[g->nqueued].pos = pos;
	return ++g->nqueued < ACCUMULATOR_QUEUE || accumulator_drain(g);
}

/* Ends the document, and puts it behind the postings of its terms. */
bool accumulator_end(struct posting_accumulator *g);

/* The terms so far: one more than the highest number. */
size_t accumulator_count(const struct posting_accumulator *g);

/* Asks for a term before its postings are read. */
void accumulator_prefetch(const struct posting_accumulator *g, uint32_t term);

/*
 * Copies the postings of a term (postings.h) to `out`; tells at how many positions it is.
 */
void accumulator_postings(const struct posting_accumulator *g, uint32_t term,
	struct coop_buf *out, uint32_t *positions);

/* The bytes that all of it takes; not what was kept for later. */
size_t accumulator_memory(const struct posting_accumulator *g);

/* Forgets all terms; keeps the memory. */
void accumulator_reset(struct posting_accumulator *g);

#endif
