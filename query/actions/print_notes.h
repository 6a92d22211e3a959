/*
 * print_notes.h - notes (query/notes/notes.h) on standard error.
 */
#ifndef COOP_QUERY_ACTIONS_PRINT_NOTES_H
#define COOP_QUERY_ACTIONS_PRINT_NOTES_H

#include "query/actions/options.h"
#include "query/notes/notes.h"
#include "query/output/output.h"

/*
 * Prints notes, a line each, made safe to show; those with a query as a command with how many notices it
 * finds. `id` is NULL for the only query.
 */
enum coop_status print_notes(const struct notes *n, const struct options *options,
	const struct query_id *id, struct coop_error *err);

/* Prints a line about a query, made safe to show. */
void print_note_line(const struct query_id *id, struct coop_bytes text);

/* Prints the warnings of the last query; of one that could not be understood, too. */
enum coop_status print_warnings(const struct session *s, const struct options *options,
	const struct query_id *id, struct coop_error *err);

#endif
