/*
 * stop.h - a flag that ends a run: Ctrl-C or SIGTERM.
 *
 * The signal handler sets it; loops over what may be large check it, often enough for the user not
 * to notice a delay. A NULL flag is never set.
 */
#ifndef COOP_INDEXER_REPORT_STOP_H
#define COOP_INDEXER_REPORT_STOP_H

#include <signal.h>
#include <stdbool.h>

#include "shared/core/error.h"

typedef volatile sig_atomic_t stop_flag;

static inline bool stop_wanted(const stop_flag *stop)
{
	return stop && *stop;
}

/* COOP_E_INTERRUPTED once the flag is set. */
static inline enum coop_status stop_check(const stop_flag *stop, struct coop_error *err)
{
	return stop_wanted(stop) ? coop_fail_interrupted(err) : COOP_OK;
}

#endif
