/*
 * messages.h - what is said of a query, on standard error or instead of an answer.
 */
#ifndef COOP_QUERY_MESSAGES_H
#define COOP_QUERY_MESSAGES_H

#include <stdio.h>

#include "query/output/output.h"
#include "query/session.h"

/* Says what of a query was ignored or cut short; `id` is NULL for the only query. */
void messages_print_warnings(const struct query *q, const struct query_id *id);

/*
 * Says that phrases were relaxed, if they were, and how. `near` is whether they were looked for by
 * their words near each other on the way.
 */
void messages_print_step(enum query_step step, bool near, const struct query_id *id);
/* The name of that in output for programs; NULL when nothing was relaxed. */
const char *step_name(enum query_step step);

/*
 * Prints a query as it is understood: a sentence, the query anew, its tree. Warnings go to standard
 * error; when ask->strict, there is COOP_E_QUERY instead.
 */
enum coop_status messages_print_tree(FILE *out, const struct ask *ask,
	const struct coop_buf *text, struct coop_error *err);
/* Prints the plan of a query (plan.h), a line. */
enum coop_status messages_print_plan(
	FILE *out, const struct query *q, struct coop_error *err);

#endif
