/*
 * doctor.h - what would find more than a query does, on standard error.
 *
 * Counts are exact, and cost one search each; there are at most DOCTOR_SEARCHES of them.
 */
#ifndef COOP_QUERY_ACTIONS_DOCTOR_H
#define COOP_QUERY_ACTIONS_DOCTOR_H

#include "query/actions/app.h"
#include "shared/core/error.h"

enum {
	DOCTOR_LINES = 8, /* relaxed queries that are shown */
	DOCTOR_SEARCHES = 40,
	DOCTOR_CHANGES = 16, /* of which single changes and pairs are tried */
	/* a longer query, printed anew, is no line to paste: it is not relaxed */
	DOCTOR_BYTES = 1000
};

/*
 * Prints what is wrong with the last query: words that the index or a field does not hold, with words
 * that look like them; the filter that leaves out the last notices; and queries with one change, or
 * two where no single one helps, that find more, each as a command. `id` is NULL for the only query.
 */
enum coop_status doctor_print(const struct options *options, struct session *s,
	const struct ask *ask, const struct query_id *id, struct coop_error *err);

/*
 * Asks whether a rare word was a slip, where a likelier word would find several times as many notices
 * (meant.c). Nothing is asked about figures, names, or a query that finds more than MEANT_FOUND.
 */
enum { MEANT_FOUND = 5, MEANT_TIMES = 5, MEANT_WORDS = 2 };
enum coop_status meant_print(struct app *app, struct coop_error *err);

/* ---- commands (command.c) ---- */

/*
 * Appends coopq with a query as it is typed in a shell, and the options that decide what it finds; with
 * those of --filter unless the query has these itself.
 */
void command_print(const struct options *options, bool filters, const char *query,
	size_t len, struct coop_buf *out);
/* Appends "54 notices". */
void command_print_count(uint64_t count, struct coop_buf *out);

#endif
