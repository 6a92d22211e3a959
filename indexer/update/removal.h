/*
 * removal.h - what users name to be removed from an index: sources, folders of them, and ids.
 */
#ifndef COOP_INDEXER_UPDATE_REMOVAL_H
#define COOP_INDEXER_UPDATE_REMOVAL_H

#include <stddef.h>

#include "indexer/update/previous.h"
#include "indexer/update/scan.h"
#include "shared/core/error.h"

/*
 * Makes a scan of all sources of a generation without those that are named, and excludes the records that
 * are named by their ids (previous_exclude()). A name is looked for as a path, relative to the current
 * folder or else to the root; then as an id. To be released even after a failure. COOP_E_ARG: the index
 * holds nothing of a name; then nothing is to be removed.
 */
enum coop_status removal_run(char *const *names, size_t count, struct previous *p,
	struct scan *out, struct coop_error *err);

#endif
