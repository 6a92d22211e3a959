/*
 * pager.h - shows standard output through a pager, as git does.
 *
 * The pager is $COOP_PAGER, else $PAGER, else less(1); nothing in an index has a say. Where that is "cat"
 * or empty, or cannot be run, output goes where it went. A command with signs of the shell is run by
 * sh(1). LESS is set to FRX where it is unset: what fits the screen is just printed; LESSCHARSET likewise to UTF-8.
 */
#ifndef COOP_QUERY_OUTPUT_PAGER_H
#define COOP_QUERY_OUTPUT_PAGER_H

#include <stdbool.h>
#include <sys/types.h>

/* Begin with `= {0}`. */
struct pager {
	pid_t pid;  /* 0: there is none */
	int output; /* where standard output led before */
	int errors; /* where standard error led before; 0 when it was left alone */
};

/*
 * Starts the pager, and has standard output lead to it, and standard error too where that is a terminal:
 * notes in the midst of its screen would spoil that. From then on a reader that is gone makes
 * writing fail instead of ending the process, and Ctrl-C is the pager's. Does nothing where no pager is
 * to be had.
 */
void pager_start(struct pager *p);

/*
 * Has standard output and standard error lead where they did, and waits until the user has left the pager:
 * what was printed is flushed before. Returns whether there was
 * one: then output that was not read is no failure.
 */
bool pager_wait(struct pager *p);

#endif
