/*
 * options_internal.h - what the files of options.h share.
 */
#ifndef COOP_QUERY_ACTIONS_OPTIONS_INTERNAL_H
#define COOP_QUERY_ACTIONS_OPTIONS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "query/actions/options.h"

/* Sets the action; COOP_E_ARG when two things are to be done, or options would be ignored. */
enum coop_status options_choose_action(struct options *o, struct coop_error *err);

/* Whether a search is saved with the option of that name. */
bool options_is_kept(const char *name, size_t len);

#endif
