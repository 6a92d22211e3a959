/*
 * search_widen.c - a query that finds little is widened (widen.h), and asked again.
 */
#include "query/plan/weights.h"
#include "query/plan/widen.h"
#include "query/search/search_internal.h"

bool search_can_widen(
	const struct search *s, const struct search_request *r, const struct query *q)
{
	/* phrases are relaxed first; what was typed is all that a strict query or an order by year is about */
	return s->reach.widens && !r->strict && !r->options.any &&
	       !r->options.unfiltered && !(r->sort && r->sort->count > 0) &&
	       r->options.step == QUERY_AS_TYPED &&
	       widen_sum(&q->tree, &q->analysed, &q->expanded) > 0;
}

/* Whether the hits of a query are little, `depth` of which were asked for. */
static bool finds_little(const struct search *s, const struct query *q, size_t depth)
{
	double enough = WIDEN_SHARE * widen_sum(&q->tree, &q->analysed, &q->expanded);
	if (s->nhits >= WIDEN_HITS || s->nhits >= depth)
		return false;
	return s->nhits < WIDEN_RANK || s->hits[WIDEN_RANK - 1].score < enough;
}

/*
 * Whether a query finds little that values narrow: in all documents, so that it finds among those that have a
 * value what a facet has counted there. The hits stay those that are narrowed.
 */
static enum coop_status look_around(struct search *s, struct query *q, size_t depth,
	bool *little, struct coop_error *err)
{
	if (!*little || !q->narrowed)
		return COOP_OK;
	q->narrowed = false;
	enum coop_status st = search_match(s, q, depth, err);
	*little = !st && finds_little(s, q, depth);
	q->narrowed = true;
	return st ? st : search_match(s, q, depth, err);
}

enum coop_status search_widen(struct search *s, const struct search_request *r,
	struct query *q, size_t depth, struct coop_error *err)
{
	struct query_index index = search_index(s);
	s->narrow = UNKNOWN_TOTAL;
	bool little = search_can_widen(s, r, q) && finds_little(s, q, depth);
	enum coop_status st = look_around(s, q, depth, &little, err);
	if (st || !little)
		return st;
	size_t before = s->nhits;
	st = query_widen(&q->tree, &q->analysed, &index, &q->expanded, err);
	planned_release(&q->planned);
	if (!st)
		st = query_plan(&q->tree, &q->analysed, &q->expanded, s->collection,
			&q->planned, err);
	s->narrow = before;
	if (st || !query_is_widened(&q->expanded))
		return st;
	return search_match(s, q, depth, err);
}

enum coop_status search_understand_fully(struct search *s, const struct search_request *r,
	struct query *q, struct coop_error *err)
{
	search_drop(s);
	if (!search_can_widen(s, r, q))
		return COOP_OK;
	enum coop_status st = search_match(s, q, WIDEN_HITS, err);
	return st ? st : search_widen(s, r, q, WIDEN_HITS, err);
}
