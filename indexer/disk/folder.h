/*
 * folder.h - the names in a folder: all of them, or an error.
 *
 * fts(3) is not used, because it takes an error in the middle of a listing for its end.
 */
#ifndef COOP_INDEXER_DISK_FOLDER_H
#define COOP_INDEXER_DISK_FOLDER_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Begin with `= {0}`. */
struct folder {
	struct coop_buf names; /* one behind the other, each with its NUL */
	size_t *order;         /* where they begin, in the byte order of the names */
	size_t count, cap, next;
};

/*
 * Lists a folder, without "." and "..". The descriptor is closed again, so that walks of any
 * depth need one at a time. A failure is the one that failure_status() tells, its message the
 * system's reason alone.
 */
enum coop_status folder_read(struct folder *f, const char *path, struct coop_error *err);
void folder_release(struct folder *f);

/* The next name; NULL behind the last one. Borrowed from the folder. */
const char *folder_next(struct folder *f);

#endif
