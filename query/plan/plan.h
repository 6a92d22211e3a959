/*
 * plan.h - the fourth stage of a query: the plan that the matcher executes.
 */
#ifndef COOP_QUERY_PLAN_PLAN_H
#define COOP_QUERY_PLAN_PLAN_H

#include <stdbool.h>

#include "query/plan/expand.h"
#include "shared/index/plan.h"

struct plan_block;

/* Begin with `= {0}`. */
struct planned_query {
	struct coop_plan root; /* its terms are borrowed from the expanded query */
	struct plan_block *blocks;
	bool can_near; /* a relaxed phrase has two content words or more, as QUERY_NEAR needs */
	struct warnings warnings;
};

/*
 * Makes the plan of an expanded query in `out`, which is zero; of the index, only document
 * frequencies are read. Words beyond what is affordable (weights.h) are left out of the plan with
 * a warning. The caller releases `out`, also after a failure.
 */
enum coop_status query_plan(const struct qtree *tree, const struct analysed_query *a,
	const struct expanded_query *e, const struct coop_collection *collection,
	struct planned_query *out, struct coop_error *err);
void planned_release(struct planned_query *p);

/*
 * Appends a plan as one line: (AND Zlyon (OR Zscop Zcoop^0.5)). A node that is not a term is a pair
 * of parentheses around its operator and kids; NEAR and ORDERED have their window after a slash,
 * or the scope in which the kids must stand. ^ is a weight other than 1. A backslash and two
 * hexadecimal digits stand for a byte of a term that is a control character, a blank or a sign of
 * this notation.
 */
void plan_print(const struct coop_plan *plan, struct coop_buf *out);

#endif
