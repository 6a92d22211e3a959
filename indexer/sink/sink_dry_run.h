/*
 * sink_dry_run.h - a sink for a run that writes no index, and prints a report on each file instead.
 */
#ifndef COOP_INDEXER_SINK_SINK_DRY_RUN_H
#define COOP_INDEXER_SINK_SINK_DRY_RUN_H

#include <stdio.h>

#include "indexer/report/report.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"

/*
 * The report (report.h) of the same run gathers the findings of each file from here on, and prints
 * them to `out`, until the sink is freed. Write errors stay with `out`. The report's `stop` ends the
 * comparison of long texts.
 */
enum coop_status dry_run_new(
	FILE *out, struct report *report, struct sink **sink, struct coop_error *err);

/* How many records are nearly the same as an earlier one. */
size_t dry_run_alike(const struct sink *sink);

#endif
