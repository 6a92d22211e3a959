/*
 * restore.h - coopidx --restore: switches back to the generation before.
 */
#ifndef COOP_INDEXER_GENERATIONS_RESTORE_H
#define COOP_INDEXER_GENERATIONS_RESTORE_H

#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Switches to the generation `restorable` (index_folder.h), and tells what serves then, unless the
 * report is quiet. Waits for the lock for up to `wait` seconds. Doing it twice changes nothing. The
 * generation is opened first: COOP_E_VERSION,
 * COOP_E_CORRUPT or COOP_E_IO when it cannot serve, or its origin cannot be read. COOP_E_NOINDEX:
 * there is no such generation. After a failure the index is as it was.
 */
enum coop_status restore_run(
	const char *index, size_t wait, struct report *report, struct coop_error *err);

#endif
