/*
 * serving.h - what is said of the index that serves after a switch.
 *
 * `index` is what the user gave for it, or NULL: a command that is advised names it the same.
 */
#ifndef COOP_INDEXER_GENERATIONS_SERVING_H
#define COOP_INDEXER_GENERATIONS_SERVING_H

#include <stdbool.h>

#include "indexer/generations/origin.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* What serves now, and how to go back; unless the report is quiet. */
void serving_tell(const struct report *r, const char *dir, const char *index,
	const struct origin *now);

/*
 * Warns of a build that took the place of an index made from other sources, or left less than
 * half of its records, and tells how to go back. A quiet report has only the second: the sources
 * are what was named, but that records are missing may come as a surprise. Says nothing where it
 * is not known what was replaced. `covers` is what origin_covers() says of the two.
 */
void serving_tell_loss(const struct report *r, const char *index,
	const struct origin *before, const struct origin *now, bool covers);

/* Warns that nothing can be said of a loss, where `unknown` holds the reason. */
void serving_tell_unknown(struct report *r, const struct coop_error *unknown);

/* Tells what failed after the switch, if anything did, and notes it in the report. */
void serving_tell_after(struct report *r, const struct coop_error *after);

#endif
