#include "shared/index/collection_shards.h"

/* Makes what is there ready to be asked as one; the snapshots that are there come first then. */
static enum coop_status prepare(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_snapshot **snapshots, size_t *count,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*count = 0;
	for (size_t i = 0; i < shards->count; i++) {
		struct coop_snapshot *s = snapshots[i];
		if (!s)
			continue;
		snapshots[i] = NULL;
		snapshots[(*count)++] = s;
		s->base.lost = s->delta.lost = s->removed.lost = &states[i].lost;
		if (!st)
			st = coop_collection_prepare(s, shards->at[i].name, err);
	}
	return st;
}

enum coop_status coop_collection_open_shards(const struct coop_shards *shards,
	struct coop_shard_state *states, struct coop_collection **out,
	struct coop_error *err)
{
	struct coop_snapshot *snapshots[COOP_COLLECTION_MAX] = {NULL};
	size_t count = 0;
	*out = NULL;
	enum coop_status st = coop_shards_open(shards, states, snapshots, err);
	if (!st)
		st = coop_shards_check(shards, states, snapshots, err);
	enum coop_status prepared =
		prepare(shards, states, snapshots, &count, st ? NULL : err);
	st = st ? st : prepared;
	for (size_t i = 0; !st && count == 0 && i < shards->count; i++)
		st = coop_shard_fail(shards, i, &states[i], err);
	if (!st) {
		st = coop_collection_join(snapshots, count, out, err);
		if (!st)
			(*out)->sharded = count > 1; /* one alone is an index as any */
		return st;
	}
	for (size_t i = 0; i < count; i++)
		coop_snapshot_free(snapshots[i]);
	return st;
}
