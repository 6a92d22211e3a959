/*
 * configured.h - which options of a configuration file apply to what is asked for.
 *
 * A file holds defaults. What would be refused beside the options of the command line is left out, and so
 * is what would change the output of a command that says itself what it prints.
 */
#ifndef COOP_QUERY_ACTIONS_CONFIGURED_H
#define COOP_QUERY_ACTIONS_CONFIGURED_H

#include <stdbool.h>

#include "query/actions/options.h"

struct configured {
	/* those of the command line, with the action, and what files have set so far, in the order of the table */
	const struct options *options;
	bool format_given; /* on the command line */
	bool recalled;     /* options are those of a saved search */
};

/* Whether an option of a file applies; `value` is NULL for a switch. */
bool configured_fits(const struct configured *how, const char *name, const char *value);

#endif
