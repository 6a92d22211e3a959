/*
 * sums.h - the upper bounds of all documents of a window, added up cursor by cursor.
 *
 * `sums` has an entry for each slot of a window of `width` (window.h); 0 is a document that none of
 * the cursors holds. All sums, and `wanted`, are at most INT32_MAX (bounds.h).
 */
#ifndef COOP_QUERY_MATCH_SUMS_H
#define COOP_QUERY_MATCH_SUMS_H

#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "query/match/cursor.h"

/*
 * Adds the bounds of a cursor's postings in the window. Blocks in which no posting has the bound
 * `needed` are skipped.
 */
void sums_add(uint32_t *sums, uint32_t width, struct posting_cursor *c, struct window w,
	uint32_t needed);

/* The number of sums that are at least `wanted`. */
static inline uint32_t sums_count(const uint32_t *sums, uint32_t width, uint32_t wanted)
{
	uint32_t count = 0;
	/* as signed numbers: SSE2 compares no others */
	for (uint32_t i = 0; i < width; i++)
		count += (int32_t)sums[i] >= (int32_t)wanted;
	return count;
}

enum { SUMS_GROUP = 16 }; /* sums that are compared at once */

/* The sums of a group that are at least `wanted`, a bit each. */
static inline uint32_t sums_of_group(const uint32_t *group, uint32_t wanted)
{
	uint32_t bits = 0;
#ifdef __SSE2__
	const __m128i below = _mm_set1_epi32((int32_t)wanted - 1),
		      *at = (const void *)group;
	__m128i four[4];
	for (int i = 0; i < 4; i++)
		four[i] = _mm_cmpgt_epi32(_mm_loadu_si128(at + i), below);
	__m128i all = _mm_packs_epi16(
		_mm_packs_epi32(four[0], four[1]), _mm_packs_epi32(four[2], four[3]));
	bits = (uint32_t)_mm_movemask_epi8(all);
#else
	for (uint32_t i = 0; i < SUMS_GROUP; i++)
		bits |= (uint32_t)((int32_t)group[i] >= (int32_t)wanted) << i;
#endif
	return bits;
}

/* The first slot from `slot` on whose sum is at least `wanted`; `width` for none. */
static inline uint32_t sums_next(
	const uint32_t *sums, uint32_t width, uint32_t slot, uint32_t wanted)
{
	for (uint32_t i = slot / SUMS_GROUP * SUMS_GROUP; i < width; i += SUMS_GROUP) {
		uint32_t found = sums_of_group(sums + i, wanted);
		if (i < slot)
			found &= ~(uint32_t)0 << (slot - i);
		if (found)
			return i + (uint32_t)__builtin_ctz(found);
	}
	return width;
}

#endif
