/*
 * plan_check.h - checks the parts of the engine's tables that a plan makes it read.
 *
 * The engine trusts its tables: on damaged ones it may read foreign memory or never end.
 * So all that it will read is read here first. A search by our posting lists needs none
 * of this.
 */
#ifndef COOP_INDEX_PLAN_CHECK_H
#define COOP_INDEX_PLAN_CHECK_H

#include "shared/index/plan.h"
#include "shared/index/reader.h"

/*
 * Fails with COOP_E_CORRUPT unless the postings of all terms of a plan can be read to
 * their end, and their positions where the plan needs them. COOP_E_QUERY: the plan is one that
 * the engine cannot answer (plan.h).
 */
enum coop_status coop_plan_check(const struct coop_reader *r,
	const struct coop_plan *plan, struct coop_error *err);

#endif
