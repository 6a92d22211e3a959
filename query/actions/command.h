/*
 * command.h - queries as commands to paste.
 */
#ifndef COOP_QUERY_ACTIONS_COMMAND_H
#define COOP_QUERY_ACTIONS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "query/actions/options.h"
#include "shared/core/buf.h"

/*
 * Appends coopq with a query as it is typed in a shell, and the options that decide what it finds; with
 * those of --filter unless the query has these itself. It never has the values of facets (narrowing.h).
 */
void command_print(const struct options *options, bool filters, const char *query,
	size_t len, struct coop_buf *out);

#endif
