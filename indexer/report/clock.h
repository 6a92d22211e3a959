/*
 * clock.h - how long things take.
 */
#ifndef COOP_INDEXER_REPORT_CLOCK_H
#define COOP_INDEXER_REPORT_CLOCK_H

#include <time.h>

/* Seconds since some moment in the past. */
static inline double clock_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
