/*
 * maxscore_many.h - the strategy for plans of many terms, any of which will do.
 *
 * Looking a document up in dozens of cursors takes longer than adding up the bounds of all
 * documents of a window. The cursors that may add most are added up first, until what the others
 * may add lifts few documents above the threshold, mostly none: these few are looked up in the
 * others (MaxScore, maxscore.h). Candidates are kept with their bounds, which are close to their
 * scores, and scored together, in the order of the plan.
 */
#ifndef COOP_QUERY_MATCH_MAXSCORE_MANY_H
#define COOP_QUERY_MATCH_MAXSCORE_MANY_H

#include <stddef.h>
#include <stdint.h>

#include "query/match/maxscore.h"

/* Candidates that are scored together. */
enum { MANY_BATCH = 1024 };

/* A document that may come among the top hits. */
struct many_candidate {
	uint32_t docid, bound;
};

struct maxscore_many {
	struct posting_cursor *order[MAXSCORE_TERMS]; /* by highest bound, descending */
	uint32_t scored[MAXSCORE_TERMS]; /* by cursor: block that scoring has reached */
	/* Candidates in ascending order of docids, at most `max`. */
	struct many_candidate *candidates;
	uint32_t *sorted; /* bounds of the candidates, sorted */
	size_t count, max, candidates_cap, sorted_cap;
	double scores[MANY_BATCH];
};

extern const struct match_strategy maxscore_many_strategy;

void maxscore_many_release(struct maxscore_many *s);

#endif
