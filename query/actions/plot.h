/*
 * plot.h - the file of --plot: a picture of the years or the departments of what is found.
 *
 * It takes its place in one step when it is complete, and never that of what coopq has not made: a file
 * that is there is replaced only if it is a picture of ours (svg_beginning). It is a file by itself: no
 * link is followed, no folder made.
 */
#ifndef COOP_QUERY_ACTIONS_PLOT_H
#define COOP_QUERY_ACTIONS_PLOT_H

#include "query/facets/count.h"
#include "query/output/output.h"
#include "shared/core/error.h"

/* COOP_E_ARG: the name does not end with .svg, or something else has it already. */
enum coop_status plot_check(const char *path, struct coop_error *err);

/* Writes the picture of a facet; checks the path again. COOP_E_IO: it could not be written in full. */
enum coop_status plot_write(const char *path, const struct answer *answer,
	const struct facet *f, struct coop_error *err);

#endif
