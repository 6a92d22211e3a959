/*
 * entry.h - the entries of a folder whose contents are not to be trusted.
 *
 * The folder is an open descriptor and `name` a name in it without a '/'. No symbolic link is
 * followed, and opening never blocks: a FIFO or a device is not taken for a file.
 */
#ifndef COOP_INDEXER_DISK_ENTRY_H
#define COOP_INDEXER_DISK_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"

enum entry_kind {
	ENTRY_NONE, /* there is no such entry */
	ENTRY_FILE, /* a regular file */
	ENTRY_FOLDER,
	ENTRY_OTHER /* a symbolic link, a FIFO, a device, a socket */
};

/* Tells the kind of an entry. `path` is what messages call the folder, here and below. */
enum coop_status entry_look(int dir, const char *path, const char *name,
	enum entry_kind *kind, struct coop_error *err);

/* Opens a regular file for reading, or a folder; -1 and errno, EINVAL when it is neither. */
int entry_open(int dir, const char *name);
/* Creates a file for writing; -1 and errno, EEXIST when there is an entry of that name. */
int entry_create(int dir, const char *name);
/* Creates a file of these bytes, safe on the disk but for the folder, which messages call `path`. */
enum coop_status entry_write(int dir, const char *path, const char *name, const char *s,
	size_t n, struct coop_error *err);

/*
 * Calls `take` for each name in a folder except "." and "..", in no particular order, until it
 * fails. Entries that are added or removed meanwhile may be among them or not. COOP_E_IO: the
 * folder cannot be read to its end.
 */
enum coop_status entry_each(int dir, const char *path,
	enum coop_status (*take)(void *data, const char *name, struct coop_error *err),
	void *data, struct coop_error *err);

/* Removes the files of a folder that have such names; what cannot be removed stays. */
void entry_remove_each(int dir, bool (*is)(const char *name));

#endif
