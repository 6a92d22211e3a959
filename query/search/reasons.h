/*
 * reasons.h - why a result has its score: the parts of both stages.
 */
#ifndef COOP_QUERY_SEARCH_REASONS_H
#define COOP_QUERY_SEARCH_REASONS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/match/match_explain.h"
#include "query/search/rerank.h"
#include "query/search/search.h"

/* Begin with `= {0}`; memory is kept from one result to the next. */
struct search_reasons {
	/* the first stage; empty where the engine answers, which does not say */
	struct match_parts terms;
	double first;  /* the first stage as a whole */
	bool reranked; /* the result was among those that have a second stage */
	struct rerank_parts text; /* that; empty without it */
};

/* The unit of the scores in `terms`: a part adds its score by this factor. */
double reasons_unit(void);

/*
 * Explains result `i` of the last run, whose query and record are given. The sum of the parts in their
 * order is the result's score, but for roundings.
 */
enum coop_status reasons_find(struct search *s, const struct query *q, size_t i,
	const struct coop_record *record, struct search_reasons *out,
	struct coop_error *err);
void reasons_release(struct search_reasons *r);

#endif
