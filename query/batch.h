/*
 * batch.h - many queries from a file, answered as a TREC run.
 *
 * A line of the file is an id, a tab and a query. A line of the run is "id Q0 document
 * rank score coopq" (the format of trec_eval).
 */
#ifndef COOP_QUERY_BATCH_H
#define COOP_QUERY_BATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "query/session.h"

/* Answers the queries of a file, "-" for standard input. `*found`: any had a result. */
enum coop_status batch_run(FILE *out, struct session *s, const struct ask *ask,
	const char *path, bool *found, struct coop_error *err);

#endif
