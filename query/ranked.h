/*
 * ranked.h - plans that are answered without the engine.
 */
#ifndef COOP_QUERY_RANKED_H
#define COOP_QUERY_RANKED_H

#include <stdbool.h>

#include "query/topk.h"
#include "shared/store.h"

/*
 * Takes a plan as terms: some of them, all of them, all and some others, or a phrase. False
 * when it is none of these: it is left to the engine.
 */
bool ranked_terms(const struct coop_plan *plan, struct topk_query *out);

#endif
