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
enum { TIMING_CLASSES = 16 * 27 };

/* Begin with `= {0}`. */
struct search_timing {
	double resolving, first_stage, second_stage; /* microseconds, of all answers */
	size_t runs;
	uint32_t ranking[TIMING_CLASSES]; /* understanding and the first stage */
	uint32_t whole[TIMING_CLASSES];
};

/* Adds an answer, in microseconds. */
void timing_add(struct search_timing *c, double resolving, double first_stage,
	double second_stage);
/* Adds the answers of another. */
void timing_merge(struct search_timing *c, const struct search_timing *other);

/* So many microseconds at most a share of the answers took, such as 0.99; 0 of none. */
double timing_share(const uint32_t classes[TIMING_CLASSES], double share);

#endif
