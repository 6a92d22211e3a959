/*
 * sink_dryrun.h - reads as for an index, and instead of writing one says what was found: a page for
 * each file.
 */
#ifndef COOP_INDEXER_SINK_SINK_DRYRUN_H
#define COOP_INDEXER_SINK_SINK_DRYRUN_H

#include <stdio.h>

#include "indexer/report/report.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"

/*
 * Makes a sink, and what a report must tell (report.h) for it; that one goes with the sink.
 * Both must see the same run. The pages go to `out`; that they cannot be written is told by
 * its error flag only. `stop` ends the comparing of long texts.
 */
enum coop_status dry_run_new(FILE *out, const stop_flag *stop, struct sink **sink,
	struct report_watch **watch, struct coop_error *err);

/* Whether two notices or more are nearly the same. */
size_t dry_run_alike(const struct sink *sink);

#endif
