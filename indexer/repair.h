/*
 * repair.h - coopidx --repair: a whole index made out of a damaged one.
 *
 * What is damaged is found as by --check. Notices whose stored records are whole are kept, and those
 * of which they are not are read again from their files; all else is made anew from these. Where the
 * table of sources is damaged, everything is read again.
 *
 * When every notice is there again, the damaged generation is gone, and --restore goes back to the
 * same as before. When some had to be left out, the damaged one is kept in the place of that until the
 * next build: it may be all there is of them.
 */
#ifndef COOP_INDEXER_REPAIR_H
#define COOP_INDEXER_REPAIR_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "shared/core/error.h"

/*
 * Repairs the index of a job, if it is damaged. The paths of the job are where its sources are now; none:
 * where they were. What is left out goes to the report. COOP_E_ARG: a tool of the engine has changed the
 * index, or paths must be given, since it does not say where its sources are.
 */
enum coop_status repair_run(
	const struct job *job, struct report *report, struct coop_error *err);

#endif
