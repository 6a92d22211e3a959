/*
 * proximity.h - whether words stand near each other in a document: the only test of positions.
 *
 * A side is one of the kids of NEAR or ORDERED (plan.h): a word or several alternatives. It has the
 * positions of all its words.
 */
#ifndef COOP_QUERY_MATCH_PROXIMITY_H
#define COOP_QUERY_MATCH_PROXIMITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/index/postings.h"

struct proximity_side {
	struct coop_positions
		*walks; /* of the words that have positions left; the caller's */
	size_t count;
	size_t room;  /* for the caller: how many walks there were at the beginning */
	uint32_t at;  /* the lowest position of the walks */
	bool damaged; /* positions were not where the posting list says */
};

static inline struct proximity_side proximity_begin(struct coop_positions *walks)
{
	return (struct proximity_side){.walks = walks, .at = UINT32_MAX};
}

/* Adds a word by its posting, number `i` of a block. There must be room for its walk. */
void proximity_add(
	struct proximity_side *side, const struct coop_block *block, uint32_t i);

/*
 * The sides of a test. begin() is called once for each, in order, when it is needed: often the first
 * two fail.
 */
struct proximity_sides {
	struct proximity_side *at;
	size_t count;
	void (*begin)(void *self, size_t side);
	void *self;
};

/*
 * Whether every side has a position, all different and less than `span` apart: in the order of the
 * sides if `ordered`, else of two sides in any order. Takes time linear in the positions, of which
 * those far from the other sides are skipped. Uses the sides up.
 */
bool proximity_holds(const struct proximity_sides *sides, unsigned span, bool ordered);

/*
 * Whether two sides have different positions without a break between, in the order of the sides if
 * `ordered`. `breaks` stands at the first break, or at UINT32_MAX when there is none. Uses the
 * sides up.
 */
bool proximity_within(
	const struct proximity_sides *sides, struct coop_positions *breaks, bool ordered);

/*
 * Whether one word stands behind another, from `min` to `max` positions; both are postings of the
 * same document. `*damaged` is set as that of a side.
 */
bool proximity_pair(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t min, uint32_t max,
	bool *damaged);

#endif
