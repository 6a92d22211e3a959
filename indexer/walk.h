/*
 * walk.h - the files under the paths given, in an order that does not change.
 */
#ifndef COOP_INDEXER_WALK_H
#define COOP_INDEXER_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/report.h"
#include "shared/error.h"

struct walk;

/*
 * Starts at a file or folder. Folders are entered in the byte order of their names,
 * symbolic links followed. A path that does not exist is COOP_E_INPUT.
 */
enum coop_status walk_open(const char *path, struct walk **out, struct coop_error *err);
void walk_close(struct walk *w); /* NULL is fine */

/*
 * Gives the next regular file that is not hidden; `*path` is borrowed until the next
 * call, `*named` whether it is the very path given to walk_open(). `*more` is false at
 * the end. What cannot be entered, and a link that leads back to a folder around it, goes
 * to the report.
 */
enum coop_status walk_next(struct walk *w, struct report *report, const char **path,
	bool *named, bool *more, struct coop_error *err);

/* The size in bytes of the file that walk_next() gave last. */
uint64_t walk_size(const struct walk *w);

#endif
