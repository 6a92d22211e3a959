/*
 * top_hits.h - the best documents so far.
 */
#ifndef COOP_QUERY_MATCH_TOP_HITS_H
#define COOP_QUERY_MATCH_TOP_HITS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/index/plan.h"

/* Whether one hit is ranked before another; of equal scores the lower docid is. */
static inline bool hit_is_better(struct coop_hit a, struct coop_hit b)
{
	return a.score != b.score ? a.score > b.score : a.docid < b.docid;
}

/* A heap whose first is the worst; its memory is the caller's. */
struct top_hits {
	struct coop_hit *at; /* room for `max` */
	size_t count, max;
};

/* Whether a hit is among the best. */
static inline bool top_hits_can_take(const struct top_hits *b, struct coop_hit hit)
{
	return b->count < b->max || (b->max > 0 && hit_is_better(hit, b->at[0]));
}

/* Takes a hit that is among them. */
void top_hits_take(struct top_hits *b, struct coop_hit hit);

/* Puts the hits in order, the best first. It is no heap any more. */
void top_hits_sort(struct top_hits *b);

#endif
