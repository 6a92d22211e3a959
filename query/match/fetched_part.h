/*
 * fetched_part.h - our matcher for some documents of a part on another machine, by their postings (fetched.h).
 *
 * What it finds, and the scores, are those of the matcher in an index of this machine.
 */
#ifndef COOP_QUERY_MATCH_FETCHED_PART_H
#define COOP_QUERY_MATCH_FETCHED_PART_H

#include <stddef.h>
#include <stdint.h>

#include "query/match/matcher.h"
#include "query/match/top_hits.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"
#include "shared/index/plan.h"

/* All but `matcher` and `part` is private. */
struct fetched_part {
	struct matcher *matcher;
	const struct coop_collection_part
		*part; /* of the documents that were read last */
	const struct coop_plan *plan;
	struct coop_collection collection; /* the same, but for this part */
	struct coop_segment segment;
	struct coop_fetched *fetched;
	struct coop_docset among;
};

/* Prepares a part for a plan; all are borrowed. To be closed even after a failure. */
enum coop_status fetched_part_open(struct fetched_part *f,
	const struct coop_collection *c, const struct coop_collection_part *part,
	const struct coop_plan *plan, struct coop_error *err);
void fetched_part_close(struct fetched_part *f);

/* Reads up to COOP_FETCHED_MAX documents, by their ascending docids in the segment, borrowed until the next. */
enum coop_status fetched_part_read(struct fetched_part *f, const uint32_t *docids,
	size_t count, struct coop_error *err);

/*
 * Offers those of some hits that match, with their scores; the docids of both are those of the segment and of
 * the collection. Sorts `hits` by docid.
 */
enum coop_status fetched_part_offer(struct fetched_part *f, struct coop_hit *hits,
	size_t count, struct top_hits *top, struct coop_error *err);

/* Adds the documents of `candidates` that match to a set. */
enum coop_status fetched_all(const struct coop_collection *c,
	const struct coop_collection_part *part, const struct coop_plan *plan,
	const struct coop_docset *candidates, struct coop_docset *set,
	struct coop_error *err);

#endif
