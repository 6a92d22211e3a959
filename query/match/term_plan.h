/*
 * term_plan.h - plans that are terms alone: what maxscore.h answers in less time than match.h.
 */
#ifndef COOP_QUERY_MATCH_TERM_PLAN_H
#define COOP_QUERY_MATCH_TERM_PLAN_H

#include <stdbool.h>

#include "query/match/maxscore.h"
#include "shared/index/plan.h"

/*
 * Takes a plan as terms: some of them, all of them, or all and some others. False when it is
 * none of these.
 */
bool term_plan_read(const struct coop_plan *plan, struct maxscore_query *out);

#endif
