/*
 * loading.h - coopidx --load: an index made from a dump.
 */
#ifndef COOP_INDEXER_LOADING_H
#define COOP_INDEXER_LOADING_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/diag.h"
#include "shared/core/error.h"

/*
 * Makes a new generation of the index that a job names from the dump `path`
 * (indexer/inspect/dump.h), and switches to it; "-" is standard input. What the engine's tools need is
 * written if the job or the dump wants it. Prints a summary unless the report is quiet.
 *
 * After a failure the index is as it was; one that is due to the dump sets `*place`, whose path is NULL
 * otherwise.
 */
enum coop_status loading_run(const struct job *job, const char *path,
	struct report *report, struct coop_place *place, struct coop_error *err);

#endif
