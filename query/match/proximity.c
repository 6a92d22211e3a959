#include "query/match/proximity.h"

void proximity_add(
	struct proximity_side *side, const struct coop_block *block, uint32_t i)
{
	struct coop_positions *walk = &side->walks[side->count];
	if (coop_positions_begin(walk, block, i)) {
		side->at = walk->at < side->at ? walk->at : side->at;
		side->count++;
	}
	side->damaged |= walk->damaged;
}

/* Moves a side on to its first position that is not less; false when there is none. */
static bool reach(struct proximity_side *s, uint32_t least)
{
	if (s->at >= least)
		return true;
	uint32_t lowest = UINT32_MAX;
	for (size_t i = 0; i < s->count;) {
		struct coop_positions *walk = &s->walks[i];
		if (walk->at < least && !coop_positions_seek(walk, least)) {
			*walk = s->walks[--s->count];
			continue;
		}
		lowest = walk->at < lowest ? walk->at : lowest;
		i++;
	}
	s->at = lowest;
	return s->count > 0;
}

/* Begins a side; whether it has a position. */
static bool begins(const struct proximity_sides *sides, size_t side)
{
	sides->begin(sides->self, side);
	return sides->at[side].count > 0;
}

/*
 * In their order. Each side is where it is first behind the one before it; what is too far
 * behind the first for all to have room moves the first on.
 */
static bool in_order(const struct proximity_sides *sides, unsigned window)
{
	struct proximity_side *first = &sides->at[0];
	/* positions that may be left out */
	uint32_t spare = (uint32_t)(window - sides->count);
	if (sides->count > window || !begins(sides, 0))
		return false;
	for (size_t i = 1, begun = 1; i < sides->count;) {
		struct proximity_side *s = &sides->at[i];
		if (i == begun && !begins(sides, begun++))
			return false;
		if (!reach(s, s[-1].at + 1))
			return false;
		uint32_t room = (uint32_t)i + spare;
		if (s->at - first->at <= room) {
			i++;
			continue;
		}
		if (!reach(first, s->at - room))
			return false;
		i = 1;
	}
	return true;
}

/* Two sides, the one that is behind moving on. */
static bool side_by_side(
	struct proximity_side *a, struct proximity_side *b, unsigned window)
{
	for (;;) {
		bool swapped = a->at > b->at;
		struct proximity_side *low = swapped ? b : a, *high = swapped ? a : b;
		uint32_t here = low->at, distance = high->at - here;
		if (distance > 0 && distance < window)
			return true;
		if (distance > 0) {
			if (!reach(low, high->at - window + 1))
				return false;
			continue;
		}
		/* a position that both have: the next one of either may be near it */
		bool more = reach(low, here + 1), others = reach(high, here + 1);
		if ((more && low->at - here < window) ||
			(others && high->at - here < window))
			return true;
		if (!more || !others)
			return false;
	}
}

bool proximity_holds(const struct proximity_sides *sides, unsigned window, bool ordered)
{
	if (ordered || sides->count != 2)
		return in_order(sides, window);
	return begins(sides, 0) && begins(sides, 1) &&
	       side_by_side(&sides->at[0], &sides->at[1], window);
}

/* The first break from a position on; UINT32_MAX for none. */
static uint32_t next_break(struct coop_positions *breaks, uint32_t from)
{
	if (breaks->at < from && !coop_positions_seek(breaks, from))
		breaks->at = UINT32_MAX;
	return breaks->at;
}

/*
 * Two sides at one position, the next ones of which are up to the end of the sentence or behind
 * it: whether one is near enough; false in `*more` when one side has ended.
 */
static bool within_from_one(
	struct proximity_side *a, struct proximity_side *b, uint32_t end, bool *more)
{
	uint32_t here = a->at;
	bool first = reach(a, here + 1);
	if (first && a->at <= end)
		return true;
	*more = reach(b, here + 1) && first;
	return b->at > here && b->at <= end && b->count > 0;
}

bool proximity_within(
	const struct proximity_sides *sides, struct coop_positions *breaks, bool ordered)
{
	struct proximity_side *a = &sides->at[0], *b = &sides->at[1];
	bool more = begins(sides, 0) && begins(sides, 1);
	while (more) {
		if (ordered && !reach(b, a->at + 1))
			return false;
		struct proximity_side *low = a->at < b->at ? a : b,
				      *high = low == a ? b : a;
		uint32_t end = next_break(breaks, low->at + 1);
		if (low->at == high->at) {
			if (within_from_one(a, b, end, &more))
				return true;
			continue;
		}
		if (high->at <= end)
			return true;
		more = reach(low, end);
	}
	return false;
}

/* The same of words at several positions. */
static bool pair_of_several(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t least, uint32_t most,
	bool *damaged)
{
	struct coop_positions a, b;
	bool there =
		coop_positions_begin(&a, first, i) && coop_positions_begin(&b, second, k);
	*damaged |= a.damaged || (there && b.damaged);
	while (there) {
		if (b.at < a.at + least)
			there = coop_positions_seek(&b, a.at + least);
		else if (b.at - a.at > most)
			there = coop_positions_seek(&a, b.at - most);
		else
			return true;
	}
	return false;
}

bool proximity_pair(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t least, uint32_t most,
	bool *damaged)
{
	uint32_t a = coop_block_slot(first, i), b = coop_block_slot(second, k);
	if (a == 0 || b == 0)
		return false;
	if ((a | b) & 1)
		return pair_of_several(first, i, second, k, least, most, damaged);
	return a < b && b / 2 - a / 2 >= least && b / 2 - a / 2 <= most;
}
