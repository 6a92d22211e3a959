#include "query/match/proximity.h"

void proximity_add(
	struct proximity_operand *operand, const struct coop_block *block, uint32_t i)
{
	struct coop_positions *walk = &operand->walks[operand->count];
	if (coop_positions_begin(walk, block, i)) {
		operand->at = walk->at < operand->at ? walk->at : operand->at;
		operand->count++;
	}
	operand->damaged |= walk->damaged;
}

/* Moves an operand to its first position from `position` on; false when none is left that counts. */
static bool reach(struct proximity_operand *s, uint32_t position)
{
	if (s->at >= position)
		return s->at < s->end;
	uint32_t lowest = UINT32_MAX;
	for (size_t i = 0; i < s->count;) {
		struct coop_positions *walk = &s->walks[i];
		if (walk->at < position && !coop_positions_seek(walk, position)) {
			*walk = s->walks[--s->count];
			continue;
		}
		lowest = walk->at < lowest ? walk->at : lowest;
		i++;
	}
	s->at = lowest;
	return s->at < s->end;
}

/* Begins an operand at the first position that counts; false when it has none. */
static bool begins(const struct proximity_operands *operands, size_t operand)
{
	operands->begin(operands->self, operand);
	struct proximity_operand *begun = &operands->at[operand];
	begun->end = operands->end;
	return reach(begun, operands->from);
}

/*
 * The test of operands in order. Each operand in turn moves to its first position after the operand
 * before it. When that is too far from the first operand, the first operand moves up and the turn
 * starts again.
 */
static bool in_order(const struct proximity_operands *operands, unsigned span)
{
	struct proximity_operand *first = &operands->at[0];
	/* positions of other terms that fit between the operands */
	uint32_t spare = (uint32_t)(span - operands->count);
	if (operands->count > span || !begins(operands, 0))
		return false;
	for (size_t i = 1, begun = 1; i < operands->count;) {
		struct proximity_operand *s = &operands->at[i];
		if (i == begun && !begins(operands, begun++))
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

/* The test of two operands in any order. The operand at the lower position moves up. */
static bool in_any_order(
	struct proximity_operand *a, struct proximity_operand *b, unsigned span)
{
	for (;;) {
		bool swapped = a->at > b->at;
		struct proximity_operand *low = swapped ? b : a, *high = swapped ? a : b;
		uint32_t here = low->at, distance = high->at - here;
		if (distance > 0 && distance < span)
			return true;
		if (distance > 0) {
			if (!reach(low, high->at - span + 1))
				return false;
			continue;
		}
		/* both share a position: the next one of either operand may be near it */
		bool low_left = reach(low, here + 1), high_left = reach(high, here + 1);
		if ((low_left && low->at - here < span) ||
			(high_left && high->at - here < span))
			return true;
		if (!low_left || !high_left)
			return false;
	}
}

bool proximity_holds(
	const struct proximity_operands *operands, unsigned span, bool ordered)
{
	if (ordered || operands->count != 2)
		return in_order(operands, span);
	return begins(operands, 0) && begins(operands, 1) &&
	       in_any_order(&operands->at[0], &operands->at[1], span);
}

/* The first break from a position on; UINT32_MAX for none. */
static uint32_t next_break(struct coop_positions *breaks, uint32_t from)
{
	if (breaks->at < from && !coop_positions_seek(breaks, from))
		breaks->at = UINT32_MAX;
	return breaks->at;
}

/*
 * For two operands at one position: moves both up, and tells whether one of them comes to a position
 * no later than the next break, `end`. `*more` is false when an operand has no position left.
 */
static bool within_from_shared(struct proximity_operand *a, struct proximity_operand *b,
	uint32_t end, bool *more)
{
	uint32_t here = a->at;
	bool first = reach(a, here + 1);
	if (first && a->at <= end)
		return true;
	bool second = reach(b, here + 1);
	*more = first && second;
	return second && b->at <= end;
}

bool proximity_within(const struct proximity_operands *operands,
	struct coop_positions *breaks, bool ordered)
{
	struct proximity_operand *a = &operands->at[0], *b = &operands->at[1];
	bool more = begins(operands, 0) && begins(operands, 1);
	while (more) {
		if (ordered && !reach(b, a->at + 1))
			return false;
		struct proximity_operand *low = a->at < b->at ? a : b,
					 *high = low == a ? b : a;
		uint32_t end = next_break(breaks, low->at + 1);
		if (low->at == high->at) {
			if (within_from_shared(a, b, end, &more))
				return true;
			continue;
		}
		if (high->at <= end)
			return true;
		/* no position of the higher operand is before the break either */
		more = reach(low, end);
	}
	return false;
}

/* proximity_pair() where a term has several positions. */
static bool pair_of_several(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t min, uint32_t max,
	bool *damaged)
{
	struct coop_positions a, b;
	bool both =
		coop_positions_begin(&a, first, i) && coop_positions_begin(&b, second, k);
	*damaged |= a.damaged || (both && b.damaged);
	while (both) {
		if (b.at < a.at + min)
			both = coop_positions_seek(&b, a.at + min);
		else if (b.at - a.at > max)
			both = coop_positions_seek(&a, b.at - max);
		else
			return true;
	}
	return false;
}

bool proximity_pair(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t min, uint32_t max,
	bool *damaged)
{
	uint32_t a = coop_block_slot(first, i), b = coop_block_slot(second, k);
	if (a == 0 || b == 0)
		return false;
	/* the slot of a single position is twice the position (postings.h) */
	if ((a | b) & 1)
		return pair_of_several(first, i, second, k, min, max, damaged);
	return a < b && b / 2 - a / 2 >= min && b / 2 - a / 2 <= max;
}
