/*
 * complete.h - `coopq --complete`: what may stand at the end of a command line that is being typed (shared/cli/complete.h).
 */
#ifndef COOP_QUERY_ACTIONS_COMPLETE_H
#define COOP_QUERY_ACTIONS_COMPLETE_H

#include <stddef.h>

#include "query/actions/options.h"

/*
 * Prints it for a line, the first word, and $COMP_WORDBREAKS of bash, the second. Returns the exit code, which is COOP_EXIT_OK
 * whatever is typed: an index that cannot be read has no values, and nothing is said of it.
 */
int complete_line(const struct options *o, char **words, size_t nwords);

#endif
