/*
 * prompt.h - queries that are typed one after another, with commands between them (command.h).
 */
#ifndef COOP_QUERY_PROMPT_PROMPT_H
#define COOP_QUERY_PROMPT_PROMPT_H

#include "query/actions/actions.h"

/*
 * Reads lines until the user leaves, and does what they ask for. Only what keeps it from beginning is an error, such
 * as an index that cannot be opened: whatever fails later is told, and the next line read.
 */
action action_prompt;

#endif
