/*
 * indexing.h - makes a new generation of an index from its sources, or from the generation before and
 * what has changed since.
 */
#ifndef COOP_INDEXER_INDEXING_H
#define COOP_INDEXER_INDEXING_H

#include "indexer/generations/generation.h"
#include "indexer/input.h"
#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Makes the index equal to what a job wants, and switches to it; prints a summary unless the report is
 * quiet. Where nothing has changed, nothing is written. `g` was begun and is the caller's to free.
 */
enum coop_status indexing_run(const struct job *job, const struct input *input,
	struct generation *g, struct report *report, struct coop_error *err);

/*
 * Makes a generation that is damaged whole again: records that can be read are kept, sources that others
 * are from are read again from their files in the folder `root` - NULL: the root that the index has. What
 * cannot be read again goes to the report. COOP_E_CORRUPT, COOP_E_STALE: the sources are not known any
 * more.
 */
enum coop_status indexing_repair(const struct job *job, const char *root,
	struct generation *g, struct report *report, struct coop_error *err);

#endif
