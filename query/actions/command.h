/*
 * command.h - queries as commands to paste, in a shell or at the prompt.
 */
#ifndef COOP_QUERY_ACTIONS_COMMAND_H
#define COOP_QUERY_ACTIONS_COMMAND_H

#include <stddef.h>

#include "query/actions/options.h"
#include "query/notes/notes.h"
#include "shared/core/buf.h"

/*
 * Appends coopq with the query of a note as it is typed in a shell, and the options that decide what it finds; of
 * --filter those that it is to be asked with. For the prompt, the line to type there.
 */
void command_print(const struct options *options, const struct note *note,
	const char *query, size_t len, struct coop_buf *out);

#endif
