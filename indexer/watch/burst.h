/*
 * burst.h - when to update an index whose sources change: events in, decisions out.
 *
 * Changes come in bursts: an editor that saves writes, renames and removes several files; a copy of a
 * tree goes on for minutes. An update is due after BURST_QUIET seconds without an event, and in a
 * stream of events BURST_MOST seconds after the first. The time is the caller's, in seconds.
 */
#ifndef COOP_INDEXER_WATCH_BURST_H
#define COOP_INDEXER_WATCH_BURST_H

#include <stdbool.h>

#define BURST_QUIET 1.0
#define BURST_MOST  5.0
/* After what may have been missed: a failed update, or folders that cannot be watched. */
#define BURST_AGAIN 60.0

/* Begin with `= {0}`. */
struct burst {
	bool pending, again;
	double first, last; /* events since the last update began, where there are any */
	double done;        /* when the last update ended */
};

/* Something changed. */
void burst_event(struct burst *b, double now);

/* An update begins: it covers the events so far. */
void burst_begin(struct burst *b);
/* It ended; `again` when another is due after BURST_AGAIN seconds even without an event. */
void burst_end(struct burst *b, double now, bool again);

/* Seconds until an update is due, 0 when it is; negative when none is until the next event. */
double burst_due(const struct burst *b, double now);

#endif
