/*
 * opts_internal.h - what parsing and the help of opts.h share.
 */
#ifndef COOP_CLI_OPTS_INTERNAL_H
#define COOP_CLI_OPTS_INTERNAL_H

#include "shared/cli/opts.h"

/* Whether an option may have an argument behind '=', and need not. */
bool coop_opts_may_take_argument(const struct coop_opt *o);

/* What the user's language calls the argument of an option; words to be typed stay as they are. */
const char *coop_opts_metavar(const struct coop_opt *o);

#endif
