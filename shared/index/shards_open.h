/*
 * shards_open.h - opens the shards of a list (shards.h) side by side.
 *
 * Each has its time limit. One that is not open by then, or cannot be opened, is looked for where its next
 * replica is.
 */
#ifndef COOP_INDEX_SHARDS_OPEN_H
#define COOP_INDEX_SHARDS_OPEN_H

#include <stdatomic.h>
#include <sys/types.h>

#include "shared/index/shard_mark.h"
#include "shared/index/shards.h"
#include "shared/index/snapshot.h"

/* What becomes of a shard. Initialise with `{0}`. */
struct coop_shard_state {
	size_t place; /* of its places the one that is tried first, and then the one that serves */
	bool missing; /* it is not there; then `why` says why, and else is empty */
	bool refused; /* it is missing since it does not go with the others (shards_check.h) */
	struct coop_error why;
	unsigned opened; /* milliseconds that opening took, or that were waited for it */
	dev_t dev;       /* of its folder on this machine, once it was opened; else 0 */
	ino_t ino;
	struct coop_shard_mark mark; /* of what was opened; 0 of 0: it is no shard */
	atomic_bool
		lost; /* set when reading it fails (segment.h), for who opens it again */
};

/*
 * Opens those shards whose state is not `missing`. `snapshots` has room for one each, which is NULL then where the
 * shard is missing; the others are the caller's, also after a failure.
 */
enum coop_status coop_shards_open(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_snapshot **snapshots,
	struct coop_error *err);

/* Fails with what is known of a missing shard: its name, where that is written, and why it is missing. */
enum coop_status coop_shard_fail(const struct coop_shards *shards, size_t i,
	const struct coop_shard_state *state, struct coop_error *err);

#endif
