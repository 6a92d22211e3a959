#include "query/match/sums.h"

/* Whether a block of a list lies in the window as a whole. */
static bool is_within(
	const struct coop_posting_list *list, uint32_t block, struct window w)
{
	uint32_t before = block > 0 ? coop_posting_list_last(list, block - 1) : 0;
	return before + 1 >= w.begin && coop_posting_list_last(list, block) < w.end;
}

void sums_add(uint32_t *sums, uint32_t width, struct posting_cursor *l, struct window w,
	uint32_t needed)
{
	const struct coop_sums to = {sums, width - 1, l->bound};
	for (uint32_t k = l->first; k < l->first + l->nblocks; k++) {
		if (l->bound[coop_posting_list_highest(&l->list, k)] < needed)
			continue;
		/* most blocks are added while they are decoded */
		if (is_within(&l->list, k, w) && coop_posting_list_add(&l->list, k, &to))
			continue;
		struct posting_slice s = cursor_slice(l, k, w);
		for (uint32_t i = s.from; i < s.to; i++)
			sums[s.block->docids[i] & to.mask] +=
				l->bound[s.block->impacts[i]];
	}
	/* no document has docid 0, but a damaged list may */
	if (w.begin == 0)
		sums[0] = 0;
}
