/*
 * remaining.h - how long a step will still take: an estimate that follows the pace of the last while,
 * and is shown so that it does not jump.
 */
#ifndef COOP_INDEXER_REPORT_REMAINING_H
#define COOP_INDEXER_REPORT_REMAINING_H

#include <stdbool.h>

/* Private; set by remaining_begin(). */
struct remaining {
	double begun, at, done; /* the last look */
	double pace, weight;    /* averages of what was done in a second, and of 1 */
	double shown;           /* seconds */
	bool known;
};

#define REMAINING_UNKNOWN (-1.0)

/* A step begins; times are in seconds (clock.h), `done` in any unit. */
void remaining_begin(struct remaining *r, double now);
/*
 * Notes how much is done, to be called every now and then. Returns the seconds that are left, or
 * REMAINING_UNKNOWN while it is too early to tell: in the first three seconds, before a fiftieth is done,
 * or when `total` is 0.
 */
double remaining_look(struct remaining *r, double now, double done, double total);

#endif
