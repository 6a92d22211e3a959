/*
 * guards.h - tells users how well the converters are locked in (convert/sandbox.h).
 */
#ifndef COOP_INDEXER_READ_GUARDS_H
#define COOP_INDEXER_READ_GUARDS_H

#include <stdio.h>

#include "indexer/report/report.h"

/* Starts each converter that was built, and prints what locks it in on this machine. */
void guards_print_all(FILE *out);

/* Warns, once in a run, when a converter has fewer guards than it was built with (frame.h). */
void guards_check(struct report *r, unsigned guards);

#endif
