/*
 * top_hits.h - the best documents found so far: a heap of at most `max` hits.
 *
 * A higher score is better; of equal scores the lower docid is.
 */
#ifndef COOP_QUERY_MATCH_TOP_HITS_H
#define COOP_QUERY_MATCH_TOP_HITS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/index/plan.h"

static inline bool hit_is_better(struct coop_hit a, struct coop_hit b)
{
	return a.score != b.score ? a.score > b.score : a.docid < b.docid;
}

/* `at[0]` is the worst. The array is the caller's. */
struct top_hits {
	struct coop_hit *at; /* room for `max` */
	size_t count, max;
};

static inline bool top_hits_is_full(const struct top_hits *t)
{
	return t->max > 0 && t->count == t->max;
}

/* Whether a hit belongs among the top hits. */
static inline bool top_hits_can_take(const struct top_hits *t, struct coop_hit hit)
{
	return t->count < t->max || (t->max > 0 && hit_is_better(hit, t->at[0]));
}

/* Takes a hit that does, in place of the worst one when the heap is full. */
void top_hits_take(struct top_hits *t, struct coop_hit hit);

/* Sorts the hits, the best first. The heap can take no more. */
void top_hits_sort(struct top_hits *t);

#endif
