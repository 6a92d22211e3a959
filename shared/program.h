/*
 * program.h - what both programs are called and how they end.
 */
#ifndef COOP_PROGRAM_H
#define COOP_PROGRAM_H

#include "shared/error.h"

#define COOP_VERSION "0.1.0"

/* The exit codes of both programs; the man pages say the same. */
enum coop_exit {
	COOP_EXIT_OK = 0,
	COOP_EXIT_NO_HIT = 1, /* coopq: nothing matches */
	COOP_EXIT_ERROR =
		2, /* usage, query, index or output error; nothing was committed */
	COOP_EXIT_PROBLEMS = 3, /* coopidx: done, but something was left out or mended */
	COOP_EXIT_LOCKED = 5,   /* coopidx: another process is writing the index */
	COOP_EXIT_INTERRUPTED = 130 /* Ctrl-C */
};

/*
 * Puts something unusable in the place of standard streams that are closed, so that no file
 * opened later takes their number and is written to. Call it first.
 */
void coop_guard_streams(void);

/* The exit code of a failed run. */
int coop_exit_of(enum coop_status status);

#endif
