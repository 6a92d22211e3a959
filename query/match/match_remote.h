/*
 * match_remote.h - the parts of a collection on other machines: asked all at once, each by a thread, while our
 * matcher goes through those of this machine.
 */
#ifndef COOP_QUERY_MATCH_MATCH_REMOTE_H
#define COOP_QUERY_MATCH_MATCH_REMOTE_H

#include <stddef.h>

#include "query/match/top_hits.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"
#include "shared/index/plan.h"

struct match_remotes;

/*
 * Asks for the `count` best documents that are in `among`, as match_find() does. `*out` is NULL where all parts are
 * of this machine. What is given is borrowed until match_remotes_end().
 */
enum coop_status match_remotes_begin(const struct coop_collection *c,
	const struct coop_plan *plan, const struct coop_docset *among, size_t count,
	struct match_remotes **out, struct coop_error *err);
/*
 * Waits for the hits of a part on another machine, and offers them. Adds to `*postings` how many the terms of the
 * plan have there.
 */
enum coop_status match_remotes_take(struct match_remotes *r,
	const struct coop_collection_part *part, struct top_hits *top, uint64_t *postings,
	struct coop_error *err);
void match_remotes_end(struct match_remotes *r); /* waits for all; NULL is fine */

#endif
