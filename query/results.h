/*
 * results.h - prints the results of a query.
 */
#ifndef COOP_QUERY_RESULTS_H
#define COOP_QUERY_RESULTS_H

#include <stdbool.h>
#include <stdio.h>

#include "query/output/output.h"
#include "query/session.h"

/* Prints the results of the last query; `id` is NULL for the only query. */
enum coop_status results_print(FILE *out, struct session *s, const struct ask *ask,
	enum output_format format, bool colour, const struct query_id *id,
	struct coop_error *err);

#endif
