/*
 * collecting.h - learns the facts of an index that is to be dealt to shards (update/whole.h), by reading its
 * sources as building one index of them would.
 */
#ifndef COOP_INDEXER_COLLECTING_H
#define COOP_INDEXER_COLLECTING_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Appends the bytes of a facts file. `dir` is a folder whose file system takes temporary files. COOP_E_INPUT: there
 * is no notice. COOP_E_ARG: a source can be read only once, and `again` says that it will be.
 */
enum coop_status collecting_learn(const struct job *job, const char *dir, bool again,
	struct report *report, struct coop_buf *out, struct coop_error *err);

/* coopidx --collect-facts: learns them, and writes the file. */
enum coop_status collecting_run(const struct job *job, const char *file,
	struct report *report, struct coop_error *err);

#endif
