#include "query/match/bounds.h"

#include <string.h>

#include "shared/index/impact.h"

void cursor_weigh(
	struct posting_cursor *c, uint64_t documents, uint64_t doc_freq, double weight)
{
	c->factor = c->weightless ? 0 : coop_factor(documents, doc_freq, weight);
}

static void set_bounds(struct posting_cursor *c, double unit)
{
	memset(c->bound, 0, sizeof c->bound);
	/* one more for the fraction cut off, and one for the rounding of sums of scores */
	for (unsigned i = 1; c->uses > 0 && i <= c->list.max_impact; i++)
		c->bound[i] = (uint32_t)(impact_score(c->factor, i) * c->uses * unit) + 2;
}

double bounds_set(struct posting_cursor *cursors, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += impact_score(cursors[i].factor, cursors[i].list.max_impact) *
		       cursors[i].uses;
	double unit = sum > 0 ? BOUNDS_SUM / sum : 0;
	for (size_t i = 0; i < count; i++)
		set_bounds(&cursors[i], unit);
	return unit;
}

double cursor_initial_threshold(const struct posting_cursor *c, size_t count)
{
	for (int r = 0; r < COOP_POSTINGS_RANKS; r++)
		if (count <= coop_posting_list_rank(r))
			return impact_score(c->factor, c->list.rank_impacts[r]);
	return 0;
}

/* The lowest impact that scores higher than `score`; `highest` + 1 when none does. */
static uint32_t impact_above(double factor, uint32_t highest, double score)
{
	uint32_t low = 0, high = highest + 1;
	while (low + 1 < high) {
		uint32_t middle = low + (high - low) / 2;
		if (impact_score(factor, middle) > score)
			high = middle;
		else
			low = middle;
	}
	return high;
}

uint32_t bound_above(double factor, uint32_t highest, double score, double unit)
{
	uint32_t impact = impact_above(factor, highest, score);
	return impact <= highest ? impact_bound(factor, impact, unit) : UINT32_MAX;
}
