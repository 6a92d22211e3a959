/*
 * root.h - the folder that the paths of a run's records are relative to.
 *
 * A path is kept relative to the root, so that a text has one path and one id however the folder is
 * named, and keeps them when it moves. The root is the folder that is given, and of several files
 * and folders the deepest one around all of them; a file stands for the folder that it is in. What
 * is named is resolved: its folders have no links, "." or "..". What a walk finds below keeps the
 * names that the walk sees, those of links too, and so does a file that is named itself.
 *
 * Standard input and pipes are nowhere: they have no part in the root, and keep their names.
 */
#ifndef COOP_INDEXER_SELECT_ROOT_H
#define COOP_INDEXER_SELECT_ROOT_H

#include "indexer/disk/real_path.h"
#include "indexer/select/selection.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Appends the root of a selection, an absolute path (shared/core/path.h); nothing when no file or
 * folder is named. What does not exist counts as a file: the root does not change when it comes.
 * COOP_E_IO: the current folder is gone, or the machine fails to say what a path is.
 */
enum coop_status root_of(
	const struct selection *selection, struct coop_buf *root, struct coop_error *err);

/*
 * Appends the path of a folder that is named as seen from the root, with a '/' at its end: nothing
 * for the root itself, "../" in front for one outside of it.
 */
enum coop_status root_add_folder(const char *root, struct real_paths *real,
	const char *path, struct coop_buf *out, struct coop_error *err);
/* The same of a file. */
enum coop_status root_add_file(const char *root, struct real_paths *real,
	const char *path, struct coop_buf *out, struct coop_error *err);

#endif
