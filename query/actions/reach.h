/*
 * reach.h - which words --explain-query tells that are looked for beside those of a query: synonyms, and
 * where it finds little those of the thesaurus and of its families (query/plan/widen.h).
 */
#ifndef COOP_QUERY_ACTIONS_REACH_H
#define COOP_QUERY_ACTIONS_REACH_H

#include "query/actions/app.h"

/*
 * Prints what each word of a query also finds, a line for each that does, and of a query that finds
 * little, whether there is a thesaurus. Nothing where there is no index, unless there is something else
 * to tell of it: COOP_E_INPUT and the like for a bad file of synonyms.
 */
enum coop_status reach_explain(
	struct app *app, const struct coop_buf *text, struct coop_error *err);

#endif
