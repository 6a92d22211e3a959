/*
 * clock.h - a clock for durations: the progress, time limits, --stats.
 */
#ifndef COOP_INDEXER_REPORT_CLOCK_H
#define COOP_INDEXER_REPORT_CLOCK_H

#include <time.h>

/* Seconds since an unspecified moment; never goes back. */
static inline double clock_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#endif
