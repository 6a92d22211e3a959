/*
 * maxscore_many.h - the best documents for many terms, any of which will do.
 *
 * Where dozens of terms are in a document's way, to look it up in each takes longer than to add
 * up what all documents of a window are worth. That is done in whole numbers, bounds that are
 * hardly too high, the terms that weigh most first: until what the others may add lifts few
 * documents among the best, or none, as mostly (MaxScore, maxscore.h). The few are looked up in the
 * others. Whatever may be among the best in the end is scored exactly, in the order of the terms.
 */
#ifndef COOP_QUERY_MATCH_MAXSCORE_MANY_H
#define COOP_QUERY_MATCH_MAXSCORE_MANY_H

#include <stddef.h>
#include <stdint.h>

#include "query/match/cursor.h"
#include "query/match/top_hits.h"
#include "shared/core/error.h"

struct maxscore_many;

enum coop_status maxscore_many_new(struct maxscore_many **out, struct coop_error *err);
void maxscore_many_free(struct maxscore_many *m); /* NULL is fine */

/* The cursors, which have not been entered, with their bounds. */
struct maxscore_many_terms {
	struct posting_cursor *cursors;
	size_t count;
	double unit;              /* of the bounds */
	double initial_threshold; /* the worst of the best will have at least that score */
};

/* Finds the best of so many documents; `best` is empty, and has room. */
enum coop_status maxscore_many_find(struct maxscore_many *m,
	const struct maxscore_many_terms *terms, uint64_t documents,
	struct top_hits *best, struct coop_error *err);

#endif
