/*
 * match_shards.c - the top hits of shards (collection_order.h).
 *
 * Each shard has top hits of its own, of equal scores those with the lower docids: these are all that the
 * shard can have among the top hits of all. A shard only offers what scores as much as the worst of the
 * best ones in the shards before it, an equal score included. Then the hits of all are merged.
 */
#include <stdlib.h>

#include "query/match/match.h"
#include "query/match/matcher.h"

static size_t lower(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many documents the parts of the index of `*part` have; moves on to the next index. */
static size_t pass_index(const struct coop_collection *c, size_t *part)
{
	size_t index = c->parts[*part].index, documents = 0;
	for (; *part < c->nparts && c->parts[*part].index == index; ++*part)
		documents += c->parts[*part].last - c->parts[*part].before;
	return documents;
}

/* Makes room for the hits of each shard, and behind them for the best of all. */
static bool reserve(struct matcher *m, size_t count)
{
	size_t room = lower(count, m->collection->last);
	for (size_t part = 0; part < m->collection->nparts;)
		room += lower(count, pass_index(m->collection, &part));
	return coop_array_grow(
		&m->shard_hits, &m->shard_hits_cap, room + 1, sizeof *m->shard_hits);
}

/* Matches the parts [from, to), of one shard, and takes its hits among the best of all. */
static enum coop_status match_shard(struct matcher *m, const struct coop_plan *plan,
	size_t from, size_t to, struct top_hits *best, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	m->floor = top_hits_is_full(best) ? best->at[0].score : 0;
	for (size_t i = from; !st && i < to; i++)
		st = match_part(m, plan, &m->collection->parts[i], err);
	m->floor = 0;
	for (size_t i = 0; !st && i < m->top.count; i++)
		if (top_hits_can_take(best, m->top.at[i]))
			top_hits_take(best, m->top.at[i]);
	return st;
}

/* Matches all shards, whose hits are one after another. */
static enum coop_status match_shards(struct matcher *m, const struct coop_plan *plan,
	size_t count, size_t *all, struct coop_error *err)
{
	const struct coop_collection *c = m->collection;
	size_t most = lower(count, c->last);
	struct coop_hit *end = m->shard_hits + m->shard_hits_cap;
	struct top_hits best = {end - most, 0, most};
	enum coop_status st = COOP_OK;
	*all = 0;
	for (size_t part = 0; !st && part < c->nparts;) {
		size_t from = part, documents = pass_index(c, &part);
		m->top = (struct top_hits){
			m->shard_hits + *all, 0, lower(count, documents)};
		st = match_shard(m, plan, from, part, &best, err);
		*all += m->top.count;
	}
	return st;
}

enum coop_status match_find_in_shards(struct matcher *m, const struct coop_plan *plan,
	size_t count, struct coop_hit *hits, size_t *found, struct coop_error *err)
{
	size_t all = 0;
	enum coop_status st = COOP_OK;
	if (!reserve(m, count))
		return coop_fail_nomem(err);
	if (!m->order)
		st = coop_order_new(m->collection, &m->order, err);
	if (!st)
		st = match_shards(m, plan, count, &all, err);
	struct top_hits merged = {m->shard_hits, all, all};
	if (!st)
		top_hits_sort(&merged);
	if (!st)
		st = coop_order_hits(m->order, merged.at, all, count, err);
	if (st)
		return st;
	*found = lower(all, count);
	for (size_t i = 0; i < *found; i++)
		hits[i] = merged.at[i];
	return COOP_OK;
}
