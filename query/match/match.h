/*
 * match.h - the matcher: the top hits of a plan in a collection, from the posting lists alone.
 *
 * The one entry of this room. The answer is that of scoring every document that matches: the same
 * documents with the same scores to the last bit, which tests check by brute force. How it is found
 * depends on the plan (match.c): by MaxScore for terms alone (maxscore.h), by adding up windows for
 * many terms (maxscore_many.h), by candidate sets for everything else (boolean.h).
 */
#ifndef COOP_QUERY_MATCH_MATCH_H
#define COOP_QUERY_MATCH_MATCH_H

#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"
#include "shared/index/plan.h"

struct matcher;

/* A matcher for one thread. The collection, whose segments have lists, is borrowed. */
enum coop_status match_new(const struct coop_collection *collection, struct matcher **out,
	struct coop_error *err);
void match_free(struct matcher *m); /* NULL is fine */

/*
 * Finds the `count` best documents of a plan that are in `among`, or of all where that is NULL, the best first; of equal scores that which is
 * first in the order of the collection (collection_order.h). `hits` has room for `count`; `*found` is how many there are, 0 on failure. Scores do not depend on
 * `among`, which has docids of the collection.
 *
 * COOP_E_CORRUPT: the lists are damaged, or neither they nor the engine's table give the postings
 * of a term. COOP_E_ARG: a plan that no query makes, which the lists cannot answer: a SYNONYM of
 * anything but terms, a NEAR or ORDERED that has a break term (`s`) and not exactly two kids, kids
 * of these that are neither terms nor ORs of terms, or a plan deeper than COOP_PLAN_DEPTH.
 */
enum coop_status match_find(struct matcher *m, const struct coop_plan *plan,
	const struct coop_docset *among, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err);

/*
 * Finds every document of `among` that matches a plan, without scores: replaces `set`, by docids of the
 * collection. Fails as match_find() does.
 */
enum coop_status match_all(struct matcher *m, const struct coop_plan *plan,
	const struct coop_docset *among, struct coop_docset *set, struct coop_error *err);

/* How many postings the terms of the last plan have in all: what going through them costs. */
uint64_t match_postings(const struct matcher *m);

#endif
