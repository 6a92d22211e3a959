/*
 * follow.h - coopidx --watch: keeps an index equal to its sources.
 */
#ifndef COOP_INDEXER_FOLLOW_H
#define COOP_INDEXER_FOLLOW_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Builds the index, and again whenever its sources have changed (indexer/watch/), until the report's
 * `stop` is set, which ends it with COOP_OK. A failed build is told, and tried again after a while.
 *
 * COOP_E_ARG: the first build asks for the impossible. COOP_E_NOMEM.
 */
enum coop_status follow_run(
	const struct job *job, struct report *report, struct coop_error *err);

#endif
