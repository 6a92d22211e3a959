/*
 * status.h - coopidx --status: what an index holds, and what state it is in.
 */
#ifndef COOP_INDEXER_INSPECT_STATUS_H
#define COOP_INDEXER_INSPECT_STATUS_H

#include <stdio.h>

#include "indexer/inspect/status_format.h"
#include "shared/cli/config.h"
#include "shared/core/error.h"

/*
 * Prints the status of an index, or of a list of shards (status_shards.h); `index` is what the user gave, or NULL. With it goes the
 * configuration of both programs, also where there is no index. Takes no lock and writes
 * nothing. Of a damaged index, or one of another version, what can be told is printed before it fails:
 * as coop_snapshot_open() does.
 */
enum coop_status status_run(const char *index, const struct coop_config *config,
	enum status_format format, FILE *out, struct coop_error *err);

#endif
