/*
 * segments.h - the segments of a new generation: which of them are made, and making them.
 *
 * A base is made anew, folding what stands beside it, when
 *   - the delta and the removed would have more than a tenth of the documents of the base, or the base
 *     has less than SEGMENTS_BASE_MIN: folding takes no time that anybody would notice,
 *   - ids of records that stay would change (identity.h),
 *   - the facts of the base no longer hold: the average length is more than a twentieth off, or more than
 *     a hundredth of the acronyms would be others; in a base of less than SEGMENTS_DRIFT_MIN documents
 *     a single acronym with another definition suffices,
 *   - the user asks for it, or for what the engine's tools need.
 *
 * A shard has the facts of the whole, job.facts, which its own documents do not change; when the whole has
 * drifted from them all shards are made anew (update/whole.h).
 */
#ifndef COOP_INDEXER_SEGMENTS_H
#define COOP_INDEXER_SEGMENTS_H

#include "indexer/generations/generation.h"
#include "indexer/job.h"
#include "indexer/report/report.h"
#include "indexer/sink/sink.h"
#include "indexer/update/collect.h"
#include "indexer/update/folding.h"
#include "shared/core/error.h"

/* Opens a sink for the base of a generation. */
enum coop_status segments_new_base(const struct job *job, const struct generation *g,
	const struct report *report, struct sink **out, struct coop_error *err);

/*
 * Opens a sink that only learns the facts of its records; its temporary files are on the file system of the
 * folder `dir`.
 */
enum coop_status segments_new_learner(const struct job *job, const char *dir,
	const struct report *report, struct sink **out, struct coop_error *err);

/*
 * Makes the segments of a plan; `now` becomes the table of sources that goes with them, also to be
 * released after a failure. `*stats` is of the largest that was made.
 */
enum coop_status segments_make(const struct job *job, const struct collection *c,
	struct generation *g, struct report *report, struct sources *now,
	struct sink_stats *stats, struct coop_error *err);

#endif
