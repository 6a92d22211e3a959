/*
 * shards_check.h - whether the shards of a list are those of one index.
 *
 * Their answers are those of an index of all records only while all of them were made with the same facts, average
 * length and acronyms. Those that `coopidx --shards` has made tell which shard of how many each is
 * (shard_mark.h): then each must be there once, and no other.
 */
#ifndef COOP_INDEX_SHARDS_CHECK_H
#define COOP_INDEX_SHARDS_CHECK_H

#include "shared/index/shards_open.h"

/*
 * Checks what coop_shards_open() has opened, by their marks. One that does not go with those before it, as it is
 * the same index or shard, or one of another number of shards, is closed: it is missing then, and refused.
 * COOP_E_VERSION: some were made with other facts.
 */
enum coop_status coop_shards_check(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_snapshot **snapshots,
	struct coop_error *err);

/*
 * Lists the shards that stand in no line, by the marks of the others; `absent` has room for COOP_SHARDS_MAX. As long as
 * all of them may be among those that are missing there are none.
 */
size_t coop_shards_absent(const struct coop_shards *shards,
	const struct coop_shard_state *states, struct coop_shard_mark *absent);

/* Fails with one of these. */
enum coop_status coop_shards_fail_absent(const struct coop_shards *shards,
	const struct coop_shard_mark *absent, struct coop_error *err);

#endif
