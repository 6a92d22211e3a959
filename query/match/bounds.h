/*
 * bounds.h - what terms add to a document's score: exactly, and as upper bounds; and the threshold
 * that the bounds are compared with.
 *
 * A term's score is the impact of its posting times its factor, coop_factor() (impact.h).
 *
 * Bounds are whole numbers. The bound of a score is the score times a unit, rounded up, so that the
 * sum of bounds is never below the bound of the sum, whatever is lost in rounding. The unit of a
 * query is chosen so that the bounds of all its terms together do not exceed BOUNDS_SUM and the
 * roundings: sums can be compared as signed numbers of 32 bits.
 */
#ifndef COOP_QUERY_MATCH_BOUNDS_H
#define COOP_QUERY_MATCH_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

#include "query/match/cursor.h"
#include "query/match/top_hits.h"
#include "shared/index/impact.h"

#define BOUNDS_SUM ((double)(1 << 29))

/* ---- scores ---- */

/* The score of an impact, or of the sum of several. */
static inline double impact_score(double factor, unsigned impact)
{
	return factor * impact;
}

/* Sets the factor of a cursor's scores; its term is in `doc_freq` of `documents`. */
void cursor_weigh(
	struct posting_cursor *c, uint64_t documents, uint64_t doc_freq, double weight);

/* ---- upper bounds ---- */

/* Sets the bounds of all cursors of a query; returns the unit, 0 when nothing scores. */
double bounds_set(struct posting_cursor *cursors, size_t count);

/* The bound of a sum of impacts. In a damaged file the sum may be any: the result is limited. */
static inline uint32_t impact_bound(double factor, uint32_t sum, double unit)
{
	double bound = impact_score(factor, sum) * unit;
	bound = bound < BOUNDS_SUM * 2 ? bound : BOUNDS_SUM * 2;
	return sum > 0 ? (uint32_t)bound + 2 : 0;
}

/*
 * Replaces the cursor's window bound within `*bound` by the bound of the document's own impact.
 * Returns false as soon as the document cannot reach `threshold`; `*posting` may then be unset.
 * Precondition: `docid` is valid for cursor_upper_bound(), and `block_bound` is what that or
 * cursor_seek() returned.
 */
static inline bool bound_refine(struct posting_cursor *c, uint32_t docid,
	uint32_t block_bound, uint32_t threshold, uint32_t *bound,
	struct cursor_posting *posting)
{
	uint32_t others = *bound - c->window_bound;
	if (others + block_bound < threshold)
		return false;
	*posting = cursor_find(c, docid);
	*bound = others + c->bound[posting->impact];
	return *bound >= threshold;
}

/* ---- the threshold ---- */

/*
 * The bound that a document must reach to come among the top hits; it only rises. Before there are
 * enough hits it follows from `initial`, a score that enough documents are known to reach.
 */
struct threshold {
	double unit;    /* the unit of the bounds */
	double initial; /* a score */
	uint32_t bound; /* 0: every document reaches it; UINT32_MAX: no document does */
};

/* The score that the `count` best documents of a cursor with `uses` == 1 reach; 0 if not known. */
double cursor_initial_threshold(const struct posting_cursor *c, size_t count);

/* The bound of the lowest score above `score` of a single term, by its factor and highest impact. */
uint32_t bound_above(double factor, uint32_t highest, double score, double unit);

static inline void threshold_raise(struct threshold *t, uint32_t bound)
{
	t->bound = bound > t->bound ? bound : t->bound;
}

#endif
