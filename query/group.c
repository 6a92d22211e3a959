#include "query/group.h"

#include <string.h>

enum { BITS = 64 };

/* Marks the documents of a lane that are in the window. */
static void mark_lane(struct group *g, struct lane *l, uint32_t end)
{
	while (l->first < l->list.nblocks &&
		coop_ranklist_last(&l->list, l->first) < g->begin)
		l->first++;
	for (uint32_t b = l->first; lane_is_inside(l, b, end); b++) {
		const struct coop_block *block = lane_scan(l, b);
		uint32_t i = l->scan.next;
		while (block && i < block->count && block->docids[i] < g->begin)
			i++;
		for (; block && i < block->count && block->docids[i] < end; i++) {
			uint32_t place = block->docids[i] - g->begin;
			g->marks[place / BITS] |= (uint64_t)1 << place % BITS;
		}
		l->scan.next = i;
	}
	g->damaged |= l->damaged;
}

/* Marks the documents of the window that a docid is in. */
static void mark(struct group *g, uint32_t docid)
{
	g->begin = docid - docid % GROUP_WINDOW;
	uint32_t last = LANE_NONE - GROUP_WINDOW,
		 end = g->begin < last ? g->begin + GROUP_WINDOW : LANE_NONE;
	memset(g->marks, 0, sizeof g->marks);
	for (size_t i = 0; i < g->count; i++)
		mark_lane(g, &g->lanes[i], end);
	g->marked = true;
}

/* The first marked document of the window from `docid` on; LANE_NONE for none. */
static uint32_t next_mark(const struct group *g, uint32_t docid)
{
	uint32_t place = docid - g->begin;
	uint64_t left = ~(uint64_t)0 << place % BITS;
	for (uint32_t i = place / BITS; i < GROUP_WINDOW / BITS; i++) {
		left &= g->marks[i];
		if (left)
			return g->begin + i * BITS + (uint32_t)__builtin_ctzll(left);
		left = ~(uint64_t)0;
	}
	return LANE_NONE;
}

/* Of several lanes. */
static uint32_t reach_any(struct group *g, uint32_t docid)
{
	while (docid <= g->documents && !g->damaged) {
		if (!g->marked || docid - g->begin >= GROUP_WINDOW)
			mark(g, docid);
		uint32_t next = next_mark(g, docid);
		if (next != LANE_NONE)
			return next;
		if (g->begin >= LANE_NONE - GROUP_WINDOW)
			break;
		docid = g->begin + GROUP_WINDOW;
	}
	return LANE_NONE;
}

/* Moves a lane on to the first document from `docid` on. */
static uint32_t reach_lane(struct group *g, size_t i, uint32_t docid)
{
	if (g->at[i] < docid) {
		g->at[i] = lane_reach(&g->lanes[i], docid, &g->found[i]);
		g->damaged |= g->lanes[i].damaged;
	}
	return g->at[i];
}

uint32_t group_reach(struct group *g, uint32_t docid)
{
	if (g->docid >= docid)
		return g->docid;
	g->docid = g->count > 1    ? reach_any(g, docid)
		   : g->count == 1 ? reach_lane(g, 0, docid)
				   : LANE_NONE;
	if (g->damaged)
		g->docid = LANE_NONE;
	return g->docid;
}

uint32_t group_meet(struct group *a, struct group *b, uint32_t docid)
{
	docid = a->docid > docid ? a->docid : docid;
	docid = b->docid > docid ? b->docid : docid;
	if (a->docid == docid && b->docid == docid)
		return docid;
	docid = lane_meet(a->lanes, b->lanes, docid, a->found, b->found);
	a->damaged |= a->lanes->damaged;
	b->damaged |= b->lanes->damaged;
	a->docid = a->at[0] = b->docid = b->at[0] = docid;
	return docid;
}

void group_settle(struct group *g)
{
	for (size_t i = 0; g->settled != g->docid && i < g->count; i++)
		reach_lane(g, i, g->docid);
	g->settled = g->docid;
}

uint32_t group_most(struct group *g, uint32_t docid, uint32_t *until)
{
	g->most = 0;
	for (size_t i = 0; i < g->count; i++) {
		struct lane *l = &g->lanes[i];
		g->most += lane_most(l, docid);
		if (l->probed >= l->list.nblocks)
			continue;
		uint32_t last = coop_ranklist_last(&l->list, l->probed);
		*until = last < *until ? last : *until;
	}
	return g->most;
}

uint32_t group_bound(const struct group *g)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < g->count; i++)
		if (group_has(g, i))
			sum += g->lanes[i].bound[g->found[i].impact];
	return sum;
}

double group_score(const struct group *g)
{
	double sum = 0;
	for (size_t i = 0; i < g->count; i++)
		if (group_has(g, i))
			sum += g->lanes[i].score[g->found[i].impact];
	return sum;
}

uint64_t group_holding(const struct group *g)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < g->count; i++)
		sum += g->lanes[i].list.holding;
	return sum;
}
