/*
 * batch.h - many queries from standard input, one index open for all of them.
 *
 * A line is a query. When it holds a tab, what stands before it is the query's id; else
 * its id is the number of the line. Each result carries the id of its query, and the
 * results of a query are written before the next one is read.
 */
#ifndef COOP_QUERY_BATCH_H
#define COOP_QUERY_BATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "query/output.h"
#include "query/session.h"

/*
 * Answers the lines of a stream. A query without a word has no results; what was ignored of
 * one is told on standard error. `*found`: any had a result. When ask->strict, a query that
 * cannot be obeyed in full has no results either, and COOP_E_QUERY at the end says so.
 */
enum coop_status batch_run(FILE *out, struct session *s, const struct ask *ask,
	enum output_format format, FILE *in, bool *found, struct coop_error *err);

#endif
