/*
 * match.h - the best documents for a plan, whatever it is, from the posting lists alone.
 *
 * The index is gone through by windows of docids. In a window the documents that a plan may match
 * are marked, bit by bit; each of them is held against what its terms can add to a score, where
 * the highest impacts of blocks tell enough to leave most of it unread (Ding and Suel, see
 * postings.h; MaxScore, see maxscore.h); and what is still good enough is scored as the plan says,
 * words near each other being looked at last. The answer is that of looking at every document.
 */
#ifndef COOP_QUERY_MATCH_MATCH_H
#define COOP_QUERY_MATCH_MATCH_H

#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/plan.h"
#include "shared/index/postings.h"
#include "shared/index/reader.h"

/* Plans may be so deep: deeper than any query's. */
enum { MATCH_DEPTH = 200 };

struct matcher;

/*
 * Begins a plan; all is borrowed. `*out` is NULL when the lists are not enough for it: a SYNONYM
 * of anything but terms, NEAR of more than two, a plan that is too deep, a term that neither they
 * nor the engine have at hand.
 */
enum coop_status match_new(const struct coop_plan *plan,
	const struct coop_postings *lists, struct coop_reader *reader,
	struct matcher **out, struct coop_error *err);
void match_free(struct matcher *m); /* NULL is fine */

/*
 * Finds the `count` best documents, the best first, into `hits`, which has room for so many;
 * `*found` is how many there are. Once. COOP_E_CORRUPT when the lists are damaged.
 */
enum coop_status match_find(struct matcher *m, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err);

#endif
