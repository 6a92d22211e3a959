/*
 * plan_check.h - what the engine comes to read for a plan, read before it does.
 *
 * The engine trusts the tables: where one is damaged it may read memory that is not its own, or
 * go on for ever. A search that has the posting lists does without it.
 */
#ifndef COOP_INDEX_PLAN_CHECK_H
#define COOP_INDEX_PLAN_CHECK_H

#include "shared/index/plan.h"
#include "shared/index/reader.h"

/*
 * Fails with COOP_E_CORRUPT unless the postings of all terms of a plan can be read to their
 * ends, and their positions where it asks for them.
 */
enum coop_status coop_plan_check(const struct coop_reader *r,
	const struct coop_plan *plan, struct coop_error *err);

#endif
