/*
 * check.h - coopidx --check: whether the index that serves is as it was written.
 */
#ifndef COOP_INDEXER_GENERATIONS_CHECK_H
#define COOP_INDEXER_GENERATIONS_CHECK_H

#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Verifies every page of every file of the generation that serves with its checksums (checksums.h),
 * and says of each file that is damaged how much of it is; unless the report is quiet, says also when
 * nothing is. Takes no lock, and changes nothing.
 *
 * COOP_E_CORRUPT: a file is damaged or missing. COOP_E_ARG: a tool of the engine has changed the index
 * since, so that there is nothing to verify it with. COOP_E_NOINDEX: there is none.
 */
enum coop_status check_run(
	const char *index, const struct report *report, struct coop_error *err);

#endif
