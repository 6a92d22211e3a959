/*
 * fetched.h - the postings that some documents of an index on another machine have of the terms of a plan.
 *
 * The engine's servers tell neither where words stand as our matcher asks it, nor what a score is made of. For some
 * documents at a time our matcher does that here, from their postings: a segment (segment.h) of these alone.
 */
#ifndef COOP_INDEX_FETCHED_H
#define COOP_INDEX_FETCHED_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/index/plan.h"
#include "shared/index/postings.h"
#include "shared/index/reader.h"
#include "shared/index/remote.h"

enum { COOP_FETCHED_MAX = COOP_POSTINGS_MIN - 1 /* documents at a time */ };

/* A term with its postings, by ascending docids. */
struct coop_fetched_term {
	struct coop_bytes term; /* of the plan */
	bool positions;         /* whether the plan wants them */
	struct coop_posting postings[COOP_FETCHED_MAX];
	size_t count;
	struct coop_buf slots, lists; /* of the positions, as in a block (postings.h) */
};

struct coop_fetched;

/* Prepares for a plan, which is borrowed. */
enum coop_status coop_fetched_new(
	const struct coop_plan *plan, struct coop_fetched **out, struct coop_error *err);
void coop_fetched_free(struct coop_fetched *f); /* NULL is fine */

/*
 * Replaces what was fetched by the postings of up to COOP_FETCHED_MAX documents, whose docids ascend. Fails as
 * coop_remote_postings() does.
 */
enum coop_status coop_fetched_read(struct coop_fetched *f, struct coop_remote *r,
	const uint32_t *docids, size_t count, struct coop_error *err);

/* A term of the plan; NULL when it is none. */
const struct coop_fetched_term *coop_fetched_find(
	const struct coop_fetched *f, struct coop_bytes term);

#endif
