/*
 * gather.h - the postings of one kind of terms, from documents as they come.
 *
 * Words come in the order of the text, and what is known of their terms lies anywhere in
 * memory that no cache holds. So a document only counts its terms, in a small table; what it
 * has to say of them is put aside, and when many documents have, it is sorted by term and put
 * behind the terms' postings, each term's place being visited once.
 *
 * Where a function here returns false, memory is gone, and what was gathered is void.
 */
#ifndef COOP_BUILD_GATHER_H
#define COOP_BUILD_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/build/streams.h"
#include "indexer/stop.h"
#include "shared/buf.h"

/*
 * Words that wait to be counted: their terms are asked for when they come, and will be in the
 * cache when it is their turn.
 */
enum { GATHER_WAITING = 8 };

struct gather {
	struct gather_seen *seen; /* by the term's number, as is `terms` */
	struct gather_term *terms;
	size_t nterms, seen_cap, terms_cap;
	struct gather_tally *tallies; /* by document; those of the current one are last */
	size_t ntallies, tallies_cap;
	size_t begin; /* of the current document's */
	struct gather_position *positions;
	size_t npositions, positions_cap;
	uint64_t *order, *other; /* to sort the tallies by term */
	size_t order_cap, other_cap;
	struct streams streams;
	const stop_flag *stop; /* set: gather_settle() does no more, and all is void */
	uint32_t docid;        /* the current document */
	struct {
		uint32_t term, pos, weight; /* weight 0: nothing waits here */
	} waiting[GATHER_WAITING];          /* in a ring; the next to come takes ... */
	size_t turn; /* ... this one's place, modulo GATHER_WAITING */
};

void gather_release(struct gather *g);

/* Begins a document; docids ascend. */
void gather_begin(struct gather *g, uint32_t docid);

/* Counts an occurrence of a term, of that weight (not 0); `pos` 0 is none. */
bool gather_add(struct gather *g, uint32_t term, uint32_t weight, uint32_t pos);

/* Ends the document, and appends its list (forward.h) to `forward`. */
bool gather_end(struct gather *g, struct coop_buf *forward);

/* Puts what was put aside behind the postings; then these can be read. */
bool gather_settle(struct gather *g);

/* The terms so far: one more than the highest number. */
size_t gather_count(const struct gather *g);

/* Copies the postings of a term (postings.h) to `out`; returns in how many documents it is. */
uint32_t gather_postings(const struct gather *g, uint32_t term, struct coop_buf *out);

/* The bytes that all of it takes; not what was kept for later. */
size_t gather_memory(const struct gather *g);

/* Forgets all terms; keeps the memory. */
void gather_reset(struct gather *g);

#endif
