/*
 * serving.h - messages about the index that serves after a switch.
 *
 * `index` is what the user gave with -i, or NULL: commands in hints repeat it.
 */
#ifndef COOP_INDEXER_GENERATIONS_SERVING_H
#define COOP_INDEXER_GENERATIONS_SERVING_H

#include <stdbool.h>

#include "indexer/generations/origin.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* Appends the option -i for a command, after a blank; nothing when `index` is NULL. */
const char *serving_option(const char *index, struct coop_buf *out);

/* Tells what serves now, and how to go back, unless the report is quiet. */
void serving_report(const struct report *r, const char *dir, const char *index,
	const struct origin *now);

/*
 * Warns when a build replaced an index made from other sources, or left less than half of its
 * records, and tells how to go back. A quiet report gets the second warning only: the user named
 * the sources, but missing records may come as a surprise. Nothing is said when it is not known
 * what was replaced. `covers` is the result of origin_covers().
 */
void serving_warn_loss(const struct report *r, const char *index,
	const struct origin *before, const struct origin *now, bool covers);

/* Warns that nothing can be said of a loss, where `unknown` holds the reason. */
void serving_warn_unknown(struct report *r, const struct coop_error *unknown);

/* Tells of a failure after the switch, if there was one, and sets the report's `unsure`. */
void serving_report_after(struct report *r, const struct coop_error *after);

#endif
