/*
 * collection_shards.h - opens the shards of an index (shards.h) as one collection.
 *
 * All shards are opened side by side, each within its time limit; one that is not open by then, or cannot be
 * opened, is looked for where its next replica is. The answers of a collection are those of an index of
 * all records only while all its shards are there and were made with the same facts (average length and
 * acronyms): others are refused, and what misses some says so.
 */
#ifndef COOP_INDEX_COLLECTION_SHARDS_H
#define COOP_INDEX_COLLECTION_SHARDS_H

#include <stdatomic.h>

#include "shared/index/collection.h"
#include "shared/index/shards.h"

/* What becomes of a shard. Initialise with `{0}`. */
struct coop_shard_state {
	size_t place; /* of its places the one that is tried first, and then the one that serves */
	bool missing; /* it is not there; then `why` says why, and else is empty */
	struct coop_error why;
	unsigned opened; /* milliseconds that opening took, or that were waited for it */
	atomic_bool
		lost; /* set when reading it fails (segment.h), for who opens it again */
};

/*
 * Opens those shards whose state is not `missing`. `states`, one for each, and the shards are borrowed until
 * the collection is freed. Shards that cannot be opened are missing then, and the collection has the others,
 * in their order; COOP_E_NOINDEX when none is left.
 * COOP_E_ARG: two are the same folder, or have too many documents together. COOP_E_VERSION: some were made
 * with other facts.
 */
enum coop_status coop_collection_open_shards(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_collection **out,
	struct coop_error *err);

/* Fails with what is known of a missing shard: its name, where that is written, and why it is missing. */
enum coop_status coop_shard_fail(const struct coop_shards *shards, size_t i,
	const struct coop_shard_state *state, struct coop_error *err);

#endif
