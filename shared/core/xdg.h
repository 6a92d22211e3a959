/*
 * xdg.h - where the files of a user are (XDG Base Directory Specification 0.8).
 */
#ifndef COOP_CORE_XDG_H
#define COOP_CORE_XDG_H

#include <stdbool.h>

#include "shared/core/buf.h"

/*
 * Appends the folder of these programs, with a '/' at its end: below that which the variable names,
 * such as XDG_DATA_HOME, or where it is not set or relative, which must be ignored, below `otherwise`,
 * such as ".local/share", in the home directory. Returns false, and appends nothing, when HOME is not
 * set either. The folder need not exist.
 */
bool coop_xdg_folder(const char *variable, const char *otherwise, struct coop_buf *path);

/* Appends the home directory; false, and nothing is appended, when HOME is not set. */
bool coop_home_folder(struct coop_buf *path);

#endif
