#include "query/match/sums.h"

/* Whether a block of a list lies in the window as a whole. */
static bool is_within(
	const struct coop_posting_list *list, uint32_t block, struct window w)
{
	uint32_t before = block > 0 ? coop_posting_list_last(list, block - 1) : 0;
	return before + 1 >= w.begin && coop_posting_list_last(list, block) < w.end;
}

void sums_add(uint32_t *sums, uint32_t width, struct posting_cursor *c, struct window w,
	uint32_t needed)
{
	const struct coop_sums to = {sums, width - 1, c->bound};
	for (uint32_t k = c->first; k < c->first + c->nblocks; k++) {
		if (c->bound[coop_posting_list_highest(&c->list, k)] < needed)
			continue;
		/* most blocks are added while they are decoded */
		if (is_within(&c->list, k, w) && coop_posting_list_add(&c->list, k, &to))
			continue;
		struct posting_slice s = cursor_slice(c, k, w);
		for (uint32_t i = s.from; i < s.to; i++)
			sums[s.block->docids[i] & to.mask] +=
				c->bound[s.block->impacts[i]];
	}
	/* no document has docid 0, but a damaged list may */
	if (w.begin == 0)
		sums[0] = 0;
}
