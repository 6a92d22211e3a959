/*
 * ranked.h - plans that are answered without the engine.
 */
#ifndef COOP_QUERY_RANKED_H
#define COOP_QUERY_RANKED_H

#include <stdbool.h>

#include "query/joint.h"
#include "query/topk.h"
#include "shared/store.h"

/*
 * Takes a plan as terms: some of them, all of them, or all and some others. False when it is
 * none of these.
 */
bool ranked_terms(const struct coop_plan *plan, struct topk_query *out);

/*
 * Takes a plan as groups of terms, of which some must be near each other, and some may be
 * wished for. False when it is none, or memory ran out (joint.h).
 */
bool ranked_joint(const struct coop_plan *plan, struct joint_query *out);

#endif
