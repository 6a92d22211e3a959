/*
 * messages.h - how many notices there are, and how a query is understood.
 */
#ifndef COOP_QUERY_ACTIONS_MESSAGES_H
#define COOP_QUERY_ACTIONS_MESSAGES_H

#include <stdio.h>

#include "query/actions/options.h"
#include "query/output/output.h"
#include "query/search/session.h"

/* The name of a step in JSON; NULL for QUERY_AS_TYPED. */
const char *step_name(enum query_step step);

/*
 * Says how many notices there are, and which of them were printed to `out`, which is flushed first: it
 * is the last line that a terminal shows. Nothing is said where none was printed and some should be.
 */
void messages_print_total(FILE *out, const struct answer *answer);

/*
 * Parses a query and prints it: a sentence, the query printed anew, the nodes of its tree. Its
 * warnings go to standard error; when ask->strict, they are COOP_E_QUERY instead.
 */
enum coop_status messages_print_tree(FILE *out, const struct options *options,
	const struct ask *ask, const struct qnames *names, const struct coop_buf *text,
	struct coop_error *err);
/* Prints the plan of a query as a line (plan.h). */
enum coop_status messages_print_plan(
	FILE *out, const struct query *q, struct coop_error *err);

#endif
