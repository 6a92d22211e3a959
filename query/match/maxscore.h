/*
 * maxscore.h - the strategy for plans of terms alone.
 *
 * MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) by windows,
 * with the bounds of blocks (Ding and Suel, postings.h): terms that together lift no document of a
 * window above the threshold are only looked up, in the documents that the other terms bring up.
 * Where terms are required, the rarest of them brings up the documents.
 */
#ifndef COOP_QUERY_MATCH_MAXSCORE_H
#define COOP_QUERY_MATCH_MAXSCORE_H

#include <stddef.h>

#include "query/match/match_batch.h"

/* Cursors that the strategy has room for. */
enum { MAXSCORE_TERMS = 512 };

struct maxscore {
	/* The cursors in the order in which they are looked up in the window; the first `live` of
	 * them can match there. */
	struct posting_cursor *order[MAXSCORE_TERMS];
	size_t live;
	struct match_batch batch;
};

extern const struct match_strategy maxscore_strategy;

#endif
