/*
 * proximity.h - whether words stand near each other in a document: the one test of positions.
 */
#ifndef COOP_QUERY_MATCH_PROXIMITY_H
#define COOP_QUERY_MATCH_PROXIMITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/index/postings.h"

/* One of those that must stand near each other: wherever one of its words stands. */
struct proximity_side {
	struct coop_positions *walks; /* of the words; its memory is the caller's */
	size_t count;                 /* of those that have not ended */
	size_t room;                  /* the caller's: how many there were */
	uint32_t at;                  /* the lowest position of the walks */
	bool damaged; /* set when positions cannot be there where they should */
};

static inline struct proximity_side proximity_begin(struct coop_positions *walks)
{
	return (struct proximity_side){.walks = walks, .at = UINT32_MAX};
}

/* Adds a word, the i-th posting of a block, for which there must be room. */
void proximity_add(
	struct proximity_side *side, const struct coop_block *block, uint32_t i);

/* Sides, each of which is begun when it is looked at first: mostly, two tell enough. */
struct proximity_sides {
	struct proximity_side *at;
	size_t count;
	void (*begin)(void *self, size_t side);
	void *self;
};

/*
 * Whether each side has a position, all different and less than `window` apart: in the order of
 * the sides, or of two sides in any order. As COOP_OP_ORDERED and COOP_OP_NEAR (store.h).
 * Linear in the positions, of which those that are far from the others are passed over. Of each
 * side once.
 */
bool proximity_holds(const struct proximity_sides *sides, unsigned window, bool ordered);

/*
 * Whether both of two sides have a position, these different, and in order if they must be, with
 * no break between. `breaks` is begun, or has ended: at UINT32_MAX.
 */
bool proximity_within(
	const struct proximity_sides *sides, struct coop_positions *breaks, bool ordered);

/*
 * Whether a word stands from `least` up to `most` positions behind another: each is a posting of
 * a block. `*damaged` is set as that of a side.
 */
bool proximity_pair(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t least, uint32_t most,
	bool *damaged);

#endif
