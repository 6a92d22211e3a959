/*
 * results.h - prints the answer to a query.
 *
 * It goes to out->stream alone, which may be one in memory. There are two exceptions: OUTPUT_TEXT is for a
 * user, who is told on standard error how many notices there are; and where out->plot is set, that file is
 * written. Threads may print at the same time, each with a session of its own (session_share()).
 */
#ifndef COOP_QUERY_ACTIONS_RESULTS_H
#define COOP_QUERY_ACTIONS_RESULTS_H

#include "query/output/output.h"
#include "query/search/session.h"

/*
 * Prints the answer to the last query; `id` is NULL for the only query. For others, the caller has called
 * output_open() once.
 */
enum coop_status results_print(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err);

/* Prints that a query of a batch, the last one, has no answer, as it could not be understood. */
enum coop_status results_print_none(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err);

/* What a format tells of how many notices match, for struct ask. */
enum total_effort results_total_effort(const struct output *out);

#endif
