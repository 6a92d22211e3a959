/*
 * all.h - all that a query finds, as it is typed: for --cite, --news and --replay.
 *
 * Phrases are not relaxed: what is cited or watched must not depend on whether the index happens to
 * have nothing that matches.
 */
#ifndef COOP_QUERY_ACTIONS_ALL_H
#define COOP_QUERY_ACTIONS_ALL_H

#include "query/actions/app.h"
#include "query/lasting/citation.h"

/* Begin with `= {0}`. */
struct all {
	struct citation now; /* without the hits and the digest, until all_compare() */
	struct coop_docset set;
	struct changes changes;
};

void all_release(struct all *a);

/*
 * Opens the index and asks it; now.count is how many notices are found. Warnings go to standard
 * error.
 */
enum coop_status all_find(struct app *app, struct all *a, struct coop_error *err);

/* Lists the hits, and compares them with those of an answer before. */
enum coop_status all_compare(struct app *app, struct all *a, const struct hits *before,
	struct coop_error *err);

/* ---- printing changes (changes.c) ---- */

/*
 * Prints a change as a line: '+', '~' or '-' for what has entered, changed or left, the id, title,
 * director and year, the path and line; or as a JSON object.
 */
enum coop_status print_change(struct app *app, const struct change *change,
	const struct hits *before, bool json, struct coop_error *err);

#endif
