/*
 * timing.h - what answers cost.
 */
#ifndef COOP_QUERY_TIMING_H
#define COOP_QUERY_TIMING_H

#include <stddef.h>
#include <stdint.h>

/*
 * How many answers took how long, in classes each a sixteenth of an octave wide: from one
 * microsecond on, what is told of them is right within 5 %.
 */
enum { COST_CLASSES = 16 * 27 };

/* Begin with `= {0}`. */
struct search_cost {
	double resolving, first_stage, second_stage; /* microseconds, of all answers */
	size_t runs;
	uint32_t ranking[COST_CLASSES]; /* understanding and the first stage */
	uint32_t whole[COST_CLASSES];
};

/* Adds an answer, in microseconds. */
void cost_add(
	struct search_cost *c, double resolving, double first_stage, double second_stage);
/* Adds the answers of another. */
void cost_merge(struct search_cost *c, const struct search_cost *other);

/* So many microseconds at most a share of the answers took, such as 0.99; 0 of none. */
double cost_share(const uint32_t classes[COST_CLASSES], double share);

#endif
