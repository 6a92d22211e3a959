/*
 * preview.h - what a build would change in the index that serves, for a dry run.
 */
#ifndef COOP_INDEXER_PREVIEW_H
#define COOP_INDEXER_PREVIEW_H

#include <stdio.h>

#include "indexer/input.h"
#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Prints which files are new, have changed or are gone; of each kind the first ones, all when the report
 * is verbose. Nothing where there is no index, or one that would be made anew. Takes no lock and changes
 * nothing.
 */
enum coop_status preview_print(const struct job *job, const struct input *input,
	const struct report *report, FILE *out, struct coop_error *err);

#endif
