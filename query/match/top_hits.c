#include "query/match/top_hits.h"

#include <stdlib.h>

/* Puts a hit into a free place; hits below that are worse move up. */
static void sink(struct top_hits *t, size_t place, struct coop_hit hit)
{
	for (;;) {
		size_t kid = 2 * place + 1;
		if (kid >= t->count)
			break;
		if (kid + 1 < t->count && hit_is_better(t->at[kid], t->at[kid + 1]))
			kid++;
		if (!hit_is_better(hit, t->at[kid]))
			break;
		t->at[place] = t->at[kid];
		place = kid;
	}
	t->at[place] = hit;
}

static void rise(struct top_hits *t, size_t place, struct coop_hit hit)
{
	while (place > 0 && hit_is_better(t->at[(place - 1) / 2], hit)) {
		t->at[place] = t->at[(place - 1) / 2];
		place = (place - 1) / 2;
	}
	t->at[place] = hit;
}

void top_hits_take(struct top_hits *t, struct coop_hit hit)
{
	if (t->count < t->max)
		rise(t, t->count++, hit);
	else
		sink(t, 0, hit);
}

static int by_rank(const void *a, const void *b)
{
	const struct coop_hit *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

void top_hits_sort(struct top_hits *t)
{
	if (t->count > 0)
		qsort(t->at, t->count, sizeof *t->at, by_rank);
}
