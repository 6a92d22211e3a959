/*
 * random.h - pseudo-random numbers, the same in each run.
 */
#ifndef COOP_TESTS_UNIT_RANDOM_H
#define COOP_TESTS_UNIT_RANDOM_H

#include <stdint.h>

/* Knuth, TAOCP 2, 3.3.4, table 1, line 16. */
static inline uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

#endif
