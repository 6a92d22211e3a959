/*
 * job.h - a run of coopidx: paths to an index that serves.
 */
#ifndef COOP_INDEXER_JOB_H
#define COOP_INDEXER_JOB_H

#include <stddef.h>
#include <stdio.h>

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "shared/core/error.h"

#define JOB_THREADS_MAX 64
#define JOB_MEMORY_MAX  (1 << 20) /* MiB */

struct job {
	const char *index; /* as for coop_index_locate() */
	struct reader_options reader;
	size_t threads; /* 0: one for each processor, at most JOB_THREADS_MAX */
	size_t memory;  /* MiB; 0: job_memory() */
	/*
	 * Whether the tables `termlist` - which terms each document has - and `position` are
	 * written. Nothing of ours reads them, since the posting lists tell where words stand, and
	 * they would more than double the index; the engine needs the one to change or delete a
	 * document, and to show its terms, the other for phrases of its own.
	 */
	int engine_tools;
	int engine_writes; /* whether the engine writes, instead of the bulk builder */
	int stats;         /* whether to tell what the steps took */
	int extract;       /* enum extract_format: job_extract() only */
	struct selection_options select;
};

/* The default for `memory`: a quarter of the machine's, at most 1024. In MiB. */
size_t job_memory(void);

/* Does it, and says so unless the report is quiet. */
enum coop_status job_run(
	const struct job *job, struct report *report, struct coop_error *err);

/* Prints what the readers understand of the paths; touches no index. */
enum coop_status job_extract(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

/*
 * Reads the same and writes no index: a page on each file goes to `out` (sink_dry_run.h), and a
 * summary unless the report is quiet.
 */
enum coop_status job_dry_run(
	const struct job *job, FILE *out, struct report *report, struct coop_error *err);

#endif
