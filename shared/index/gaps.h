/*
 * gaps.h - decoding the docids of a block from their gaps (postings.h).
 *
 * Processors with AVX2 decode eight gaps at once, and add them up in their registers (Lemire and
 * Boytsov, "Decoding billions of integers per second through vectorization", Software: Practice and
 * Experience 45(1), 2015); which code is run is found out while it runs. The answers are the same.
 */
#ifndef COOP_INDEX_GAPS_H
#define COOP_INDEX_GAPS_H

#include <stdint.h>

enum {
	COOP_GAPS_GROUP =
		8, /* gaps that are decoded at once; of w bits they fill w bytes */
	COOP_GAPS_BEHIND = 36 /* bytes behind a group's first one that may be read */
};

/*
 * Decodes `count` docids from gaps of `width` bits, at most 32, that follow the docid `before`. Whole
 * groups are decoded: `docids` has room for them, and for a group's first byte at least
 * COOP_GAPS_BEHIND can be read.
 */
void coop_gaps_decode(const uint8_t *from, unsigned width, uint32_t before,
	uint32_t count, uint32_t *docids);

/* The same on any processor. */
void coop_gaps_decode_plainly(const uint8_t *from, unsigned width, uint32_t before,
	uint32_t count, uint32_t *docids);

#endif
