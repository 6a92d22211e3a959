/*
 * guards.h - how well the programs that convert are locked in, in words for users.
 */
#ifndef COOP_INDEXER_READ_GUARDS_H
#define COOP_INDEXER_READ_GUARDS_H

#include <stdio.h>

#include "indexer/report/report.h"

/* Starts each program that was built, and prints what locks it in on this machine. */
void guards_print_all(FILE *out);

/* Warns, once in a run, when a program has less than it was built for (frame.h). */
void guards_check(struct report *r, unsigned guards);

#endif
