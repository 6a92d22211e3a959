/*
 * batch.h - many queries from standard input, one index open for all of them.
 *
 * A line is a query. When it holds a tab, what stands before it is the query's id; else
 * its id is the number of the line. Each result carries the id of its query. Results are
 * written in the order of the queries, and those of a query as soon as they are known and
 * their turn has come; with one thread, before the next query is read.
 */
#ifndef COOP_QUERY_BATCH_H
#define COOP_QUERY_BATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "query/output/output.h"
#include "query/session.h"

/* So many threads at most. */
#define BATCH_THREADS_MAX 256

struct batch_way {
	enum output_format format;
	unsigned threads; /* from 1 */
};

/*
 * Answers the lines of a stream, in so many threads. Each has a session of its own: `s`, which
 * is open, or one that shares its index. All answers are from the same generation, whatever is
 * built meanwhile. What all runs have cost is added up in `cost`. A query without a word has no results; that, and what was
 * ignored of one, is told on standard error. `*found`: any had a result. When ask->strict, a query that
 * cannot be obeyed in full has no results either, and COOP_E_QUERY at the end says so.
 */
enum coop_status batch_run(FILE *out, struct session *s, const struct ask *ask,
	const struct batch_way *way, FILE *in, bool *found, struct search_timing *cost,
	struct coop_error *err);

#endif
