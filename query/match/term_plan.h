/*
 * term_plan.h - plans of terms alone, for which MaxScore (maxscore.h) can stand.
 */
#ifndef COOP_QUERY_MATCH_TERM_PLAN_H
#define COOP_QUERY_MATCH_TERM_PLAN_H

#include <stdbool.h>

#include "query/match/tree.h"

/*
 * A document matches if it holds all terms whose cursors are `required`, and at least one of the
 * others where none is required, or `one_optional` says so.
 */
struct term_plan {
	bool any_required;
	bool one_optional;
};

/*
 * Reads a tree as terms alone and sets `required` of its cursors. False when the tree is another:
 * it is one of OR, of AND, of AND with one OR among its kids, or of MAYBE with terms required and
 * others optional.
 */
bool term_plan_read(struct match_tree *t, struct term_plan *out);

#endif
