/*
 * posting_accumulator.h - accumulates the postings of terms in memory, document by
 * document.
 *
 * Words come in the order of the text, and the data of their terms is scattered over
 * memory that no cache holds. So while a document is read its terms are only counted, in
 * a small table, and their data is prefetched; at the end of the document its posting is
 * appended to each term.
 *
 * Where a function returns false, memory is exhausted and the postings are void.
 */
#ifndef COOP_INDEXER_BULK_POSTING_ACCUMULATOR_H
#define COOP_INDEXER_BULK_POSTING_ACCUMULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/streams.h"
#include "shared/core/buf.h"

/*
 * The queue of words to be counted: their terms are prefetched when they enter, and in
 * the cache when they leave.
 */
enum { ACCUMULATOR_QUEUE = 32 };

/* Read for each word of the input, so kept small. */
struct accumulator_seen {
	uint32_t docid; /* the last document with the term; 0 for none */
	uint32_t tally; /* index of its tally while that is the current document */
};

struct posting_accumulator {
	struct accumulator_seen *seen; /* indexed by term number, as is `terms` */
	struct accumulator_term *terms;
	size_t nterms, seen_cap, terms_cap;
	struct accumulator_tally *tallies; /* tallies of the current document */
	size_t ntallies, tallies_cap;
	struct accumulator_position *positions; /* positions in the current document */
	size_t npositions, positions_cap;
	struct streams streams;
	uint32_t docid; /* the current document */
	struct {
		uint32_t term, pos, weight;
	} queue[ACCUMULATOR_QUEUE];
	size_t nqueued;
};

void accumulator_release(struct posting_accumulator *a);

/* Begins a document; docids ascend. */
void accumulator_begin(struct posting_accumulator *a, uint32_t docid);

/* For accumulator_add(): counts the words in the queue. */
bool accumulator_drain(struct posting_accumulator *a);

/* Counts an occurrence of a term with a weight; `pos` 0 is no position. */
static inline bool accumulator_add(
	struct posting_accumulator *a, uint32_t term, uint32_t weight, uint32_t pos)
{
	if (term < a->nterms)
		__builtin_prefetch(&a->seen[term], 1);
	a->queue[a->nqueued].term = term;
	a->queue[a->nqueued].weight = weight;
	a->queue[a->nqueued].pos = pos;
	return ++a->nqueued < ACCUMULATOR_QUEUE || accumulator_drain(a);
}

/* Ends the document: appends its postings to its terms. */
bool accumulator_end(struct posting_accumulator *a);

/* The number of terms: one more than the highest. */
size_t accumulator_count(const struct posting_accumulator *a);

/* Prefetches a term before its postings are read. */
void accumulator_prefetch(const struct posting_accumulator *a, uint32_t term);

/*
 * Appends the postings of a term (posting_stream.h) to `out`, and sets the number of its
 * positions.
 */
void accumulator_postings(const struct posting_accumulator *a, uint32_t term,
	struct coop_buf *out, uint32_t *positions);

/* The bytes in use, without memory that is kept for later. */
size_t accumulator_memory(const struct posting_accumulator *a);

/* Forgets all terms; keeps the memory. */
void accumulator_reset(struct posting_accumulator *a);

#endif
