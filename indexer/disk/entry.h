/*
 * entry.h - what stands in a folder that anybody may have filled.
 *
 * The folder is an open descriptor and `name` a name in it without a '/'. No symbolic link is
 * followed and nothing is waited for: a FIFO or device in the place of a file is none.
 */
#ifndef COOP_INDEXER_DISK_ENTRY_H
#define COOP_INDEXER_DISK_ENTRY_H

#include <stdbool.h>

#include "shared/core/error.h"

enum entry_kind {
	ENTRY_NONE, /* nothing is there */
	ENTRY_FILE, /* a regular file */
	ENTRY_FOLDER,
	ENTRY_OTHER /* a symbolic link, a FIFO, a device, a socket */
};

/* `path` is what messages call the folder, here and below. */
enum coop_status entry_look(int dir, const char *path, const char *name,
	enum entry_kind *kind, struct coop_error *err);

/* Opens a regular file to read it, or a folder; -1 and errno, EINVAL when it is neither. */
int entry_open(int dir, const char *name);
/* Creates a file to write to; -1 and errno, EEXIST when there is anything of that name. */
int entry_create(int dir, const char *name);

/*
 * Calls `take` for each name in a folder but "." and "..", in no order, until it fails. What
 * comes or goes meanwhile may be among them or not. COOP_E_IO: the folder cannot be read to
 * its end.
 */
enum coop_status entry_each(int dir, const char *path,
	enum coop_status (*take)(void *data, const char *name, struct coop_error *err),
	void *data, struct coop_error *err);

#endif
