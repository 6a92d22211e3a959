/*
 * list.h - coopidx --list: the sources of an index.
 */
#ifndef COOP_INDEXER_INSPECT_LIST_H
#define COOP_INDEXER_INSPECT_LIST_H

#include <stdio.h>

#include "shared/core/error.h"

enum list_format {
	LIST_NONE,
	/*
	 * A line each, with tabs between: records; bytes; mtime, in UTC as 2026-11-24T09:30:00Z;
	 * state; path, relative to the root. The same on a terminal and elsewhere. In paths, what
	 * could drive a terminal is a blank (shared/core/diag.h).
	 */
	LIST_LINES,
	LIST_NULS /* the paths alone, as they are, each with a NUL */
};

/*
 * Prints the sources in the order in which they are read. A state is "-", or of these, with commas
 * between:
 *   unread    it could not be read, or not to its end: the next build tries again
 *   cut       records of it were removed from the index
 *   rejected  some of its rows were left out
 * Fails as opened_open().
 */
enum coop_status list_run(
	const char *index, enum list_format format, FILE *out, struct coop_error *err);

#endif
