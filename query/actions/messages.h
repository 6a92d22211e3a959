/*
 * messages.h - warnings and notes about a query, and its explanations.
 */
#ifndef COOP_QUERY_ACTIONS_MESSAGES_H
#define COOP_QUERY_ACTIONS_MESSAGES_H

#include <stdio.h>

#include "query/output/output.h"
#include "query/search/session.h"

/* Prints the warnings of a query to standard error; `id` is NULL for the only query. */
void messages_print_warnings(const struct session *s, const struct query_id *id);

/* Prints a line about a query, whatever it holds. */
void messages_print_line(const struct query_id *id, const struct coop_buf *text);

/* Says which words of the last query were corrected, as texts spell them. */
enum coop_status messages_print_corrections(
	struct session *s, const struct query_id *id, struct coop_error *err);

/*
 * Says how phrases were relaxed, if they were; `near` is whether QUERY_NEAR was tried (session.h).
 */
void messages_print_step(enum query_step step, bool near, const struct query_id *id);
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
enum coop_status messages_print_tree(FILE *out, const struct ask *ask,
	const struct qnames *names, const struct coop_buf *text, struct coop_error *err);
/* Prints the plan of a query as a line (plan.h). */
enum coop_status messages_print_plan(
	FILE *out, const struct query *q, struct coop_error *err);

#endif
