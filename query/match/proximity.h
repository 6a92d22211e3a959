/*
 * proximity.h - whether terms occur near each other in a document: the only test of positions.
 *
 * An operand is one of the kids of NEAR or ORDERED (plan.h): a term or an OR of terms. It has the
 * positions of all its terms.
 */
#ifndef COOP_QUERY_MATCH_PROXIMITY_H
#define COOP_QUERY_MATCH_PROXIMITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/index/postings.h"

struct proximity_operand {
	struct coop_positions
		*walks; /* of the terms that have positions left; the caller's */
	size_t count;
	size_t room;  /* for the caller: the number of walks at the beginning */
	uint32_t at;  /* the lowest position of the walks */
	uint32_t end; /* positions from here on do not count */
	bool damaged; /* positions were not where the posting list says */
};

static inline struct proximity_operand proximity_begin(struct coop_positions *walks)
{
	return (struct proximity_operand){
		.walks = walks, .at = UINT32_MAX, .end = UINT32_MAX};
}

/* Adds a term by its posting, number `i` of a block. There must be room for its walk. */
void proximity_add(
	struct proximity_operand *operand, const struct coop_block *block, uint32_t i);

/*
 * The operands of a test. begin() is called once for each, in order, when it is needed: often the
 * first two fail.
 */
struct proximity_operands {
	struct proximity_operand *at;
	size_t count;
	void (*begin)(void *self, size_t operand);
	void *self;
	uint32_t from, end; /* positions out of [from, end) do not count */
};

/*
 * Whether every operand has a position, all different and less than `span` apart: in the order of
 * the operands if `ordered`, else of two operands in any order. Takes time linear in the positions;
 * those far from the other operands are skipped. Consumes the operands.
 */
bool proximity_holds(
	const struct proximity_operands *operands, unsigned span, bool ordered);

/*
 * Whether two operands have different positions without a break between, in the order of the
 * operands if `ordered`. `breaks` stands at the first break, or at UINT32_MAX when there is none.
 * Consumes the operands.
 */
bool proximity_within(const struct proximity_operands *operands,
	struct coop_positions *breaks, bool ordered);

/*
 * Whether one term stands `min` to `max` positions after another; both are postings of the same
 * document. `*damaged` is set as that of an operand.
 */
bool proximity_pair(const struct coop_block *first, uint32_t i,
	const struct coop_block *second, uint32_t k, uint32_t min, uint32_t max,
	bool *damaged);

#endif
