/*
 * boolean.h - the strategy for any plan.
 *
 * In a window, the set of candidates is computed first: the documents that match but for positions,
 * which cost most to read, and that may reach the threshold. Then the bounds of the candidates are
 * added up or, where they are few, looked up; and the candidates whose bounds reach the threshold
 * are scored as the plan says, with positions.
 */
#ifndef COOP_QUERY_MATCH_BOOLEAN_H
#define COOP_QUERY_MATCH_BOOLEAN_H

#include <stddef.h>
#include <stdint.h>

#include "query/match/cursor.h"
#include "query/match/proximity.h"
#include "query/match/tree.h"
#include "query/match/window.h"

struct boolean {
	const struct match_unit **live; /* units in the window, by descending bound */
	struct posting_cursor **left;   /* cursors of `live` that were not added up */
	size_t nleft, live_cap, left_cap;
	/* the NEAR or ORDERED whose positions are compared */
	struct proximity_operand *operands;
	struct coop_positions *walks; /* of all its operands */
	size_t operands_cap, walks_cap;
	uint8_t map[WINDOW_DOCS]; /* scratch of boolean_pair.c; 0 between two uses */
	struct coop_block blocks[WINDOW_BLOCKS];
};

extern const struct match_strategy boolean_strategy;

void boolean_release(struct boolean *s);

#endif
