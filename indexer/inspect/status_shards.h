/*
 * status_shards.h - coopidx --status of a list of shards (shared/index/shards.h).
 */
#ifndef COOP_INDEXER_INSPECT_STATUS_SHARDS_H
#define COOP_INDEXER_INSPECT_STATUS_SHARDS_H

#include <stdio.h>

#include "indexer/inspect/status_format.h"
#include "shared/cli/config.h"
#include "shared/core/error.h"

/*
 * Prints what is known of the shards of the list `path`, which the user calls `name`. All of them are opened, as for a
 * search. What can be told is printed before it fails: COOP_E_NOINDEX, one is missing; COOP_E_ARG or COOP_E_VERSION,
 * they are not those of one index (shards_check.h).
 */
enum coop_status status_shards_run(const char *name, const char *path,
	const struct coop_config *config, enum status_format format, FILE *out,
	struct coop_error *err);

#endif
