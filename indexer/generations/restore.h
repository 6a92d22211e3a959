/*
 * restore.h - going back: the generation before serves again.
 */
#ifndef COOP_INDEXER_GENERATIONS_RESTORE_H
#define COOP_INDEXER_GENERATIONS_RESTORE_H

#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Switches to the generation `before` (index_folder.h), and says what serves then unless the
 * report is quiet; doing so twice is as if nothing was done. It is opened first: COOP_E_VERSION
 * or COOP_E_CORRUPT tells that it cannot serve. COOP_E_NOINDEX: there is no such generation.
 * In all of these the index is as it was.
 */
enum coop_status restore_run(
	const char *index, struct report *report, struct coop_error *err);

#endif
