/*
 * check_sources.h - which sources damage of an index concerns.
 */
#ifndef COOP_INDEXER_CHECK_SOURCES_H
#define COOP_INDEXER_CHECK_SOURCES_H

#include "indexer/generations/verify.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/stub.h"

/*
 * Tells which notices of which sources the files that are damaged hold, and what else is the matter with
 * them. `index` is the open folder of the index, called `dir` in messages. Where the table of sources
 * cannot be read, it tells that. COOP_E_INTERRUPTED, COOP_E_NOMEM.
 */
enum coop_status check_sources(int index, const char *dir, const struct coop_stub *stub,
	const struct verified *found, const struct report *report,
	struct coop_error *err);

#endif
