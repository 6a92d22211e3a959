/*
 * sums.h - the upper bounds of all documents of a window, added up cursor by cursor.
 *
 * `sums` has an entry for each slot of a window of `width` (window.h); 0 is a document that none of
 * the cursors holds. All sums, and `wanted`, are at most INT32_MAX (bounds.h).
 */
#ifndef COOP_QUERY_MATCH_SUMS_H
#define COOP_QUERY_MATCH_SUMS_H

#include <stdint.h>

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

enum { SUMS_GROUP = 16 }; /* sums compared without a branch */

static inline bool sums_any(const uint32_t *group, uint32_t wanted)
{
	int any = 0;
	for (uint32_t i = 0; i < SUMS_GROUP; i++)
		any |= (int32_t)group[i] >= (int32_t)wanted;
	return any != 0;
}

/* The first slot from `slot` on whose sum is at least `wanted`; `width` for none. */
static inline uint32_t sums_next(
	const uint32_t *sums, uint32_t width, uint32_t slot, uint32_t wanted)
{
	while (slot < width) {
		if (slot % SUMS_GROUP == 0 && !sums_any(sums + slot, wanted)) {
			slot += SUMS_GROUP;
			continue;
		}
		do
			if (sums[slot] >= wanted)
				return slot;
		while (++slot % SUMS_GROUP != 0);
	}
	return width;
}

#endif
