/*
 * check_consistent.h - whether the segments of an index and its table of sources agree.
 */
#ifndef COOP_INDEXER_CHECK_CONSISTENT_H
#define COOP_INDEXER_CHECK_CONSISTENT_H

#include "indexer/report/report.h"
#include "shared/core/error.h"
#include "shared/index/snapshot.h"
#include "shared/index/stub.h"

/*
 * Whether no two documents of a snapshot have one id, each removed document is a copy of that of the
 * base, and the table of sources of its generation has each document once. Tells what is not so, and
 * counts it in `*differ`. `index` is the open folder of the index, called `dir` in messages.
 */
enum coop_status check_consistent(const struct coop_snapshot *s, int index,
	const char *dir, const struct coop_stub *stub, const struct report *report,
	size_t *differ, struct coop_error *err);

#endif
