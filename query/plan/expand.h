/*
 * expand.h - the third stage of a query: looks its words up in an index.
 *
 * It finds document frequencies, from which weights follow; corrections of words that no document
 * holds; long forms of acronyms, and acronyms of long forms; the terms of patterns, of words with
 * edits, of words beside NEAR, and of words and ranges in fields.
 */
#ifndef COOP_QUERY_PLAN_EXPAND_H
#define COOP_QUERY_PLAN_EXPAND_H

#include "query/plan/expanded.h"

/*
 * Expands an analysed query into `out`, which is zero. The index's analyzer is the one that
 * analysed the query. The caller releases `out`, also after a failure.
 */
enum coop_status query_expand(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *out,
	struct coop_error *err);

#endif
