#include "query/match/top_hits.h"

#include <stdlib.h>

/* Puts a hit at a place that is free, or below it, where it belongs. */
static void sink(struct top_hits *b, size_t place, struct coop_hit hit)
{
	for (;;) {
		size_t kid = 2 * place + 1;
		if (kid >= b->count)
			break;
		if (kid + 1 < b->count && hit_is_better(b->at[kid], b->at[kid + 1]))
			kid++;
		if (!hit_is_better(hit, b->at[kid]))
			break;
		b->at[place] = b->at[kid];
		place = kid;
	}
	b->at[place] = hit;
}

static void rise(struct top_hits *b, size_t place, struct coop_hit hit)
{
	while (place > 0 && hit_is_better(b->at[(place - 1) / 2], hit)) {
		b->at[place] = b->at[(place - 1) / 2];
		place = (place - 1) / 2;
	}
	b->at[place] = hit;
}

void top_hits_take(struct top_hits *b, struct coop_hit hit)
{
	if (b->count < b->max)
		rise(b, b->count++, hit);
	else
		sink(b, 0, hit);
}

static int by_rank(const void *a, const void *b)
{
	const struct coop_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

void top_hits_sort(struct top_hits *b)
{
	if (b->count > 0)
		qsort(b->at, b->count, sizeof *b->at, by_rank);
}
