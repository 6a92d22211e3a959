/*
 * collection_order.h - the order of the documents of a collection, where nothing else decides.
 *
 * That is the order of docids, except where the indexes are shards of one. The docids of shards follow
 * one another, shard by shard, while an index of all that they hold would mix them. There documents are
 * ordered by where their notices come from, as such an index orders them:
 *
 *   the path of the source, folder by folder, in the bytes of the names: the order in which folders
 *     are walked (indexer/select/walk.h)
 *   the line where the notice begins
 *   the docid, which is that of the lower shard for two copies of one notice
 *
 * Documents of one shard are in the order of their docids, as those of an index are. So the order is that
 * of merging the shards by what comes first in each, and always the same, even where an update has put
 * documents of a shard elsewhere.
 *
 * The source is read from stored notices, and only where documents of different shards must be told
 * apart: collections that are not sharded read nothing.
 */
#ifndef COOP_INDEX_COLLECTION_ORDER_H
#define COOP_INDEX_COLLECTION_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"
#include "shared/index/plan.h"

/* Compares the paths of two sources: below 0 when `a` comes first. */
int coop_order_paths(const char *a, size_t na, const char *b, size_t nb);

/* What orders the documents of a collection, for one thread. The collection is borrowed. */
struct coop_order;
enum coop_status coop_order_new(const struct coop_collection *collection,
	struct coop_order **out, struct coop_error *err);
void coop_order_free(struct coop_order *o); /* NULL is fine */

/*
 * Puts hits of equal scores in order. They are sorted, the best first and of equal scores the lower docid;
 * only the first `wanted` need be in place. Fails as coop_collection_documents_read() does.
 */
enum coop_status coop_order_hits(struct coop_order *o, struct coop_hit *hits,
	size_t count, size_t wanted, struct coop_error *err);

/* A walk over a set of documents in their order. Private. */
struct coop_order_walk {
	struct coop_order *order;
	const struct coop_docset *set;
	uint32_t next[COOP_COLLECTION_MAX]; /* of each shard; 0 behind its last one */
};

/* Begins a walk before the first document; both are borrowed. */
void coop_order_begin(
	struct coop_order_walk *w, struct coop_order *o, const struct coop_docset *set);

/* Gives the next document; 0 when there is none. */
enum coop_status coop_order_next(
	struct coop_order_walk *w, uint32_t *docid, struct coop_error *err);

#endif
