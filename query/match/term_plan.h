/*
 * term_plan.h - plans of terms alone, which MaxScore (maxscore.h) can execute.
 */
#ifndef COOP_QUERY_MATCH_TERM_PLAN_H
#define COOP_QUERY_MATCH_TERM_PLAN_H

#include <stdbool.h>

#include "query/match/tree.h"

/*
 * A document matches if it holds all terms whose cursors are `required`. Where none is required, or
 * with `needs_optional`, it must hold at least one of the others.
 */
struct term_plan {
	bool any_required;
	bool needs_optional; /* at least one optional term must match as well */
};

/*
 * Recognises an OR, an AND, an AND with a single OR among its kids, and a MAYBE of required and
 * optional terms, and sets `required` of the tree's cursors. Returns false for any other tree.
 */
bool term_plan_read(struct match_tree *t, struct term_plan *out);

#endif
