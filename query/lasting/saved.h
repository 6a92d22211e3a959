/*
 * saved.h - searches that have a name, a file each (place.h, asked.h).
 */
#ifndef COOP_QUERY_LASTING_SAVED_H
#define COOP_QUERY_LASTING_SAVED_H

#include <stdbool.h>

#include "query/lasting/asked.h"

/* The longest file that is read, in bytes. */
enum { SAVED_BYTES = 1 << 20 };

/* Reads a saved search by a name as place_check_name() gives it. COOP_E_ARG: there is none. */
enum coop_status saved_read(struct asked *a, const char *name, struct coop_error *err);

/* Saves a search; COOP_E_ARG when there is one of that name that it may not replace. */
enum coop_status saved_write(
	const struct asked *a, const char *name, bool replace, struct coop_error *err);

/* Deletes a saved search, and what --news has seen of it. COOP_E_ARG: there is none. */
enum coop_status saved_delete(const char *name, struct coop_error *err);

/*
 * Appends the names of all, each with its NUL, in the order of their bytes; none when there is no
 * folder.
 */
enum coop_status saved_list(struct coop_buf *names, struct coop_error *err);

#endif
