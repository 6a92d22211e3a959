/*
 * collection_shards.h - opens the shards of an index (shards.h) as one collection.
 *
 * They are opened side by side (shards_open.h), and checked to be those of one index (shards_check.h). What misses
 * some says so.
 */
#ifndef COOP_INDEX_COLLECTION_SHARDS_H
#define COOP_INDEX_COLLECTION_SHARDS_H

#include "shared/index/collection.h"
#include "shared/index/shards_check.h"

/*
 * Opens those shards whose state is not `missing`. `states`, one for each, and the shards are borrowed until
 * the collection is freed. Shards that cannot be opened, or do not go with those before them, are missing then, and the
 * collection has the others, in their order; COOP_E_NOINDEX when none is left. COOP_E_ARG: they have too many
 * documents together. COOP_E_VERSION: some were made with other facts.
 */
enum coop_status coop_collection_open_shards(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_collection **out,
	struct coop_error *err);

#endif
