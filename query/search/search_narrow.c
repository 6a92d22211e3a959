/*
 * search_narrow.c - the documents that a query is asked of, where values of facets narrow it: from the columns,
 * which counted them.
 */
#include "query/search/search_internal.h"

enum coop_status search_facets(
	struct search *s, struct facet_counter **out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (!s->facets)
		st = facet_counter_new(s->collection, &s->facets, err);
	*out = s->facets;
	return st;
}

enum coop_status search_narrow(struct search *s, const struct exact_values *values,
	struct query *q, struct coop_error *err)
{
	struct coop_docset more = {0};
	struct facet_counter *facets;
	q->narrowed = true;
	enum coop_status st = search_facets(s, &facets, err);
	if (!st)
		st = facet_documents(facets, &values->at[0], &q->among, err);
	for (size_t i = 1; !st && i < values->count; i++) {
		st = facet_documents(facets, &values->at[i], &more, err);
		if (!st)
			coop_docset_intersect(&q->among, &more);
	}
	coop_docset_release(&more);
	return st;
}
