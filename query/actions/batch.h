/*
 * batch.h - answers many queries from a stream, with one open index.
 *
 * A line is a query, or an id, a tab and a query; without an id the line's number is the id. Each
 * result carries the id of its query. Results are written in the order of the queries, each as soon
 * as its turn has come: with one thread, before the next query is read.
 */
#ifndef COOP_QUERY_ACTIONS_BATCH_H
#define COOP_QUERY_ACTIONS_BATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "query/actions/options.h"
#include "query/output/output.h"
#include "query/search/session.h"

/*
 * Answers the lines of a stream in as many threads as the options say. Each has its own session: `s`,
 * which is open, or one that shares its index, so that all answers are from one generation, unless shards are lost
 * (session.h): then all ask what is opened instead, also those whose answers are not written yet. `timing`
 * adds up the runs of all. `*found` is whether any query had a result. What is ignored of a query, and
 * that a query has no word, is said on standard error; when ask->strict, such a query has no results,
 * and COOP_E_QUERY is returned at the end. A query without results has an answer that says so, in formats
 * that can.
 */
enum coop_status batch_run(const struct output *out, struct session *s,
	const struct ask *ask, const struct options *options, FILE *in, bool *found,
	struct search_timing *timing, struct coop_error *err);

#endif
