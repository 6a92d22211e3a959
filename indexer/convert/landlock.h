/*
 * landlock.h - which files a process can still open: those below a few folders, or none.
 *
 * Landlock is part of Linux since 5.13 (Documentation/userspace-api/landlock.rst there); the C library
 * has no functions for it. It needs no privileges, and what it forbids no later call allows again.
 */
#ifndef COOP_INDEXER_CONVERT_LANDLOCK_H
#define COOP_INDEXER_CONVERT_LANDLOCK_H

#include <stdbool.h>

/*
 * Forbids this process to open any file but those below `folders`, which end with NULL, or are NULL, and
 * those to read only. Files that are open stay so. False where the system has no Landlock, or none for
 * this process: nothing has changed then. `*some` says whether any of the folders is there. The process
 * must have given up new privileges (PR_SET_NO_NEW_PRIVS).
 */
bool landlock_close_files(const char *const *folders, bool *some);

#endif
