/*
 * print_query.h - how a query is understood: its tree, and its plan.
 */
#ifndef COOP_QUERY_ACTIONS_PRINT_QUERY_H
#define COOP_QUERY_ACTIONS_PRINT_QUERY_H

#include <stdio.h>

#include "query/actions/options.h"
#include "query/search/session.h"

/*
 * Parses a query and prints it: a sentence, the query printed anew, the nodes of its tree. Its
 * warnings go to standard error; when ask->strict, they are COOP_E_QUERY instead.
 */
enum coop_status print_query_tree(FILE *out, const struct options *options,
	const struct ask *ask, const struct qnames *names, const struct coop_buf *text,
	struct coop_error *err);
/* Prints the plan of a query as a line (plan.h). */
enum coop_status print_query_plan(
	FILE *out, const struct query *q, struct coop_error *err);

#endif
