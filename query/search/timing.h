/*
 * timing.h - how long queries take: means and percentiles.
 */
#ifndef COOP_QUERY_SEARCH_TIMING_H
#define COOP_QUERY_SEARCH_TIMING_H

#include <stddef.h>
#include <stdint.h>

/*
 * A histogram of times, from a microsecond on. Its classes are a sixteenth of an octave wide, so
 * that percentiles are right within 5 %.
 */
enum { TIMING_CLASSES = 16 * 27 };

/* Begin with `= {0}`. */
struct search_timing {
	/* microseconds, sums: making the plan, matching, reranking */
	double planning, matching, reranking;
	size_t runs;
	uint32_t without_rerank[TIMING_CLASSES]; /* planning and matching */
	uint32_t whole[TIMING_CLASSES];
};

/* The time in microseconds, by a clock that only goes forward. */
double timing_now(void);

/* Adds a query, in microseconds. */
void timing_add(
	struct search_timing *t, double planning, double matching, double reranking);
/* Adds the queries of another. */
void timing_merge(struct search_timing *t, const struct search_timing *other);

/* The microseconds that a share of the queries, such as 0.99, took at most; 0 if there are none. */
double timing_share(const uint32_t classes[TIMING_CLASSES], double share);

#endif
