/*
 * make.h - the segments of a new generation, made from a plan (collect.h).
 *
 * Each function gives a table of sources whose runs lead to the new generation. The report has the flag that
 * ends it early, and hears of the progress.
 */
#ifndef COOP_INDEXER_UPDATE_MAKE_H
#define COOP_INDEXER_UPDATE_MAKE_H

#include "indexer/report/report.h"
#include "indexer/sink/sink.h"
#include "indexer/update/collect.h"
#include "indexer/update/ingest.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Folds: passes all records of a plan on, in order and with the ids that they had before these were made
 * unique. What comes of it is what building anew would make.
 */
enum coop_status make_base(const struct collection *c, struct ingest *base,
	const struct report *report, struct sources *out, struct coop_error *err);

/*
 * Passes the records that are not in the base on to the sink of a new delta, which is left as it is when
 * there are none; `*count` is how many there are.
 */
enum coop_status make_delta(const struct collection *c, struct sink *delta,
	const struct report *report, struct sources *out, uint32_t *count,
	struct coop_error *err);

/*
 * Passes copies of the documents of the base that the plan does not have to the sink of a new segment of
 * removed documents, and appends their docids to `tombstones` as that file has them (snapshot.h).
 */
enum coop_status make_removed(const struct collection *c, struct sink *removed,
	const struct report *report, struct coop_buf *tombstones, struct coop_error *err);

#endif
