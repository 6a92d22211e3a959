/*
 * folder.h - the names in a folder: all of them, or an error.
 *
 * fts(3) does not serve: it takes an error in the middle of a listing for the end of it.
 */
#ifndef COOP_INDEXER_DISK_FOLDER_H
#define COOP_INDEXER_DISK_FOLDER_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Begin with `= {0}`. */
struct folder {
	struct coop_buf names; /* each with its NUL */
	size_t *order;         /* offsets in `names`, in the byte order of the names */
	size_t count, cap, next;
};

/*
 * Lists a folder, without "." and "..". The descriptor is closed again, so that a walk of any
 * depth needs one at a time. The status is that of failure_status(), the message the system's
 * reason alone.
 */
enum coop_status folder_read(struct folder *f, const char *path, struct coop_error *err);
void folder_release(struct folder *f);

/* The next name, borrowed from the folder; NULL after the last one. */
const char *folder_next(struct folder *f);

#endif
