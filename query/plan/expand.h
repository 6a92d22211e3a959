/*
 * expand.h - the third stage of a query: looks its words up in an index.
 *
 * How many documents hold each word, and so what it is worth; corrections of words that no
 * document holds; long forms of acronyms, and acronyms of long forms; the terms that patterns,
 * words with edits, words beside NEAR, and words and ranges in fields stand for.
 */
#ifndef COOP_QUERY_PLAN_EXPAND_H
#define COOP_QUERY_PLAN_EXPAND_H

#include "query/plan/expanded.h"

/*
 * Expands an analysed query into `out`, which is zero. The index's analyzer is the one that
 * analysed the query. What `out` holds is the caller's to release, also after a failure.
 */
enum coop_status query_expand(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *out,
	struct coop_error *err);

#endif
