/*
 * runs.h - the runs of coopidx: from paths to an index that serves, to an export, or to a dry run.
 */
#ifndef COOP_INDEXER_RUNS_H
#define COOP_INDEXER_RUNS_H

#include <stdio.h>

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

enum export_format {
	EXPORT_NONE = -1,
	EXPORT_OPENSEARCH,         /* records (opensearch/bulk_lines.h) */
	EXPORT_OPENSEARCH_TEMPLATE /* the index template for them */
};

/* The row of the option table; `target` points to an int, initially EXPORT_NONE. */
#define EXPORT_OPTION(target)                                                                                \
	{                                                                                                    \
		0, "export", COOP_OPT_CHOICE, target, 0, 0, 0,                                               \
			"opensearch|opensearch-template",                                                    \
			"index nothing; print the records of the paths, or of the index, for OpenSearch",    \
			"ne rien indexer ; afficher les notices des chemins, ou de l'index, pour OpenSearch" \
	}

/* Builds an index and switches to it; prints a summary unless the report is quiet. */
enum coop_status job_run(
	const struct job *job, struct report *report, struct coop_error *err);

/* Prints the records of the paths (sink_export.h); touches no index. */
enum coop_status job_extract(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

/* Prints the records of the paths, or where there are none those of the index, or the template. */
enum coop_status job_export(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

/*
 * Reads the paths as for an index, and prints a report on each file (sink_dry_run.h) and, unless the
 * report is quiet, a summary.
 */
enum coop_status job_dry_run(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

#endif
