/*
 * check.h - coopidx --check: whether an index is as it was written.
 */
#ifndef COOP_INDEXER_CHECK_H
#define COOP_INDEXER_CHECK_H

#include "indexer/report/report.h"
#include "shared/core/error.h"

enum check_depth {
	CHECK_NONE,
	CHECK_PAGES, /* the files are as they were written */
	CHECK_FULL   /* and say what comes of the stored notices (check_full.h) */
};

/*
 * Verifies every file of the generation that serves (generations/verify.h). Says of each damaged file
 * how much of it is damaged, and which sources the damage concerns: ten of them, all with a verbose
 * report. When no file is damaged, says so too unless the report is quiet. Takes no lock and changes
 * nothing; builds may go on meanwhile. `index` is what the user named it, or NULL.
 *
 * COOP_E_CORRUPT: a file is damaged or missing, or says something else than the notices. COOP_E_ARG: a
 * tool of the engine has changed or copied the index, so that there is nothing to verify it with; or
 * CHECK_FULL has nothing to compare. COOP_E_NOINDEX: there is none. COOP_E_INTERRUPTED.
 */
enum coop_status check_run(const char *index, enum check_depth depth,
	const struct report *report, struct coop_error *err);

#endif
