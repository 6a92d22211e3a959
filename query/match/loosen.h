/*
 * loosen.h - a plan without what the engine's servers cannot tell (coop_remote_can_answer()).
 */
#ifndef COOP_QUERY_MATCH_LOOSEN_H
#define COOP_QUERY_MATCH_LOOSEN_H

#include "shared/core/error.h"
#include "shared/index/plan.h"

/*
 * Makes a plan that matches all that `plan` does, and perhaps more, with scores that are no lower: where words
 * should stand in a way that servers cannot tell, it is enough that they occur; what is excluded by the way it
 * stands is not. It borrows from `plan`. COOP_E_ARG: that is deeper than COOP_PLAN_DEPTH.
 */
enum coop_status plan_loosen(
	const struct coop_plan *plan, struct coop_plan **out, struct coop_error *err);
void plan_loose_free(struct coop_plan *loose); /* NULL is fine */

#endif
