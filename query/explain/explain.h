/*
 * explain.h - explains the results of a query (explanation.h).
 */
#ifndef COOP_QUERY_EXPLAIN_EXPLAIN_H
#define COOP_QUERY_EXPLAIN_EXPLAIN_H

#include "query/explain/explanation.h"
#include "query/search/search.h"

struct explainer;

/* Prepares explanations of the last run of a search, whose query is given; both are borrowed. */
enum coop_status explainer_new(struct search *s, const struct query *q,
	struct explainer **out, struct coop_error *err);
void explainer_free(struct explainer *e); /* NULL is fine */

/*
 * Explains result `i`, whose record is given: replaces `out`. But for roundings, its parts sum up to
 * the result's score.
 */
enum coop_status explainer_explain(struct explainer *e, size_t i,
	const struct coop_record *record, struct explanation *out,
	struct coop_error *err);

#endif
