/*
 * unread.h - the files of a run that were met in folders and archives and are of kinds that are not read:
 * of each kind how many, and the first of them.
 */
#ifndef COOP_INDEXER_REPORT_UNREAD_H
#define COOP_INDEXER_REPORT_UNREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

enum { UNREAD_KINDS = 40, UNREAD_PATH_MAX = 250 /* bytes; a longer one is not shown */ };

/* A kind: what one file of it is and what several are, in the user's language. */
struct unread_kind {
	const char *one, *many; /* borrowed; their address tells the kinds apart */
	size_t count;           /* of this run, */
	size_t told; /* and how many users were told of in an earlier one, in the same process */
	char first[UNREAD_PATH_MAX + 1];
};

/* Begin with `= {0}`. Kinds beyond the last are forgotten. */
struct unread {
	struct unread_kind kinds[UNREAD_KINDS];
	size_t count;
};

void unread_add(struct unread *u, const char *path, const char *one, const char *many);

/*
 * Begins the next run. Sets `what` to what users are to be told of the next kind from `*i` on, and moves
 * `*i` past it; false when there is no more. What they were told before, with the same number, is not
 * repeated. `*path` is set to the file where there is but one, else to NULL.
 */
bool unread_next(struct unread *u, size_t *i, const char **path, struct coop_error *what);

#endif
