/*
 * runs.h - the runs of coopidx: from paths to an index that serves, to an export, or to a dry run.
 */
#ifndef COOP_INDEXER_RUNS_H
#define COOP_INDEXER_RUNS_H

#include <stdio.h>

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/* Builds an index and switches to it; prints a summary unless the report is quiet. */
enum coop_status job_run(
	const struct job *job, struct report *report, struct coop_error *err);

/* Prints the records of the paths (sink_export.h); touches no index. */
enum coop_status job_extract(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

/*
 * Reads the paths as for an index, and prints a report on each file (sink_dry_run.h) and, unless the
 * report is quiet, a summary.
 */
enum coop_status job_dry_run(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

#endif
