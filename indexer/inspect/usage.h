/*
 * usage.h - the room on the disk that an index takes.
 */
#ifndef COOP_INDEXER_INSPECT_USAGE_H
#define COOP_INDEXER_INSPECT_USAGE_H

#include "indexer/inspect/status_data.h"

/*
 * Sets `files`, `segment_bytes` and `disk` of a status, whose `generation` is set. `folder` is the open
 * folder of the index. What cannot be read counts as nothing. COOP_E_NOMEM.
 */
enum coop_status usage_read(struct status *s, int folder, struct coop_error *err);

#endif
