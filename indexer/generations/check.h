/*
 * check.h - coopidx --check: whether an index is as it was written.
 */
#ifndef COOP_INDEXER_GENERATIONS_CHECK_H
#define COOP_INDEXER_GENERATIONS_CHECK_H

#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Verifies every page of every file of the generation that serves with its checksums (checksums.h).
 * Says of each damaged file how much of it is damaged; when none is, says so too unless the report is
 * quiet. Takes no lock and changes nothing; builds may go on meanwhile. `index` is what the user named
 * it, or NULL.
 *
 * COOP_E_CORRUPT: a file is damaged or missing. COOP_E_ARG: a tool of the engine has changed or copied
 * the index, so that there is nothing to verify it with. COOP_E_NOINDEX: there is none.
 */
enum coop_status check_run(
	const char *index, const struct report *report, struct coop_error *err);

/* The same for one generation, in an open folder that messages call `path`; says nothing of a good one. */
enum coop_status check_generation(int folder, const char *path,
	const struct report *report, struct coop_error *err);

#endif
