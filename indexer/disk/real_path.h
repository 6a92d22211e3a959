/*
 * real_path.h - where files and folders are, however the user names them.
 */
#ifndef COOP_INDEXER_DISK_REAL_PATH_H
#define COOP_INDEXER_DISK_REAL_PATH_H

#include <stdbool.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The folder that was resolved last: files of one folder often come together. Begin with `= {0}`. */
struct real_paths {
	struct coop_buf folder, real;
};

void real_paths_release(struct real_paths *r);

/*
 * Appends the absolute path of a folder without symbolic links. Where it does not exist, that of the
 * innermost folder around it that does, and the rest as it is named. COOP_E_IO: the path is relative
 * and the current folder is gone.
 */
enum coop_status real_path_of_folder(struct real_paths *r, const char *path,
	struct coop_buf *out, struct coop_error *err);

/*
 * The same for a file: its folder is resolved, and its own name kept. A link to a file has the name
 * that the user sees, as it has in a folder that is walked.
 */
enum coop_status real_path_of_file(struct real_paths *r, const char *path,
	struct coop_buf *out, struct coop_error *err);

#endif
