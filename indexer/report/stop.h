/*
 * stop.h - the wish that a run end: Ctrl-C or SIGTERM.
 *
 * A handler of signals sets a flag; whoever works through what may be large looks at it, often
 * enough for the user not to notice. A flag of NULL is never set.
 */
#ifndef COOP_INDEXER_REPORT_STOP_H
#define COOP_INDEXER_REPORT_STOP_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

typedef volatile sig_atomic_t stop_flag;

static inline bool stop_wanted(const stop_flag *stop)
{
	return stop && *stop;
}

/* COOP_E_INTERRUPTED when it is time to stop. */
static inline enum coop_status stop_check(const stop_flag *stop, struct coop_error *err)
{
	return stop_wanted(stop) ? coop_fail_interrupted(err) : COOP_OK;
}

#endif
