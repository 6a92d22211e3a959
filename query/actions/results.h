/*
 * results.h - prints the answer to a query.
 */
#ifndef COOP_QUERY_ACTIONS_RESULTS_H
#define COOP_QUERY_ACTIONS_RESULTS_H

#include "query/output/output.h"
#include "query/search/session.h"

/* COOP_E_ARG for explanations in a format that has none. */
enum coop_status results_check(const struct output *out, struct coop_error *err);

/* Prints the answer to the last query; `id` is NULL for the only query. */
enum coop_status results_print(const struct output *out, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err);

#endif
