/*
 * history.h - the lines that were typed, in $XDG_STATE_HOME/coop/history, for their user alone.
 *
 * A line is added at once and under a lock, so that several prompts at a time lose nothing of each other; a lock
 * that somebody keeps is not waited for. The file is kept short. It is not trusted: it must be a regular file of the
 * user and no link, and what is read is made safe to be shown.
 */
#ifndef COOP_QUERY_PROMPT_HISTORY_H
#define COOP_QUERY_PROMPT_HISTORY_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* A longer file is cut to its last half, at a line; longer lines are left out. Both in bytes. */
enum { HISTORY_BYTES = 1 << 18, HISTORY_LINE = 4096 };

/* Appends the lines, the oldest first, each with its NUL. None when there is no file. */
enum coop_status history_read(struct coop_buf *lines, struct coop_error *err);

/*
 * Adds a line; makes the file, and its folder, where they are missing. A line that begins with a blank stays out. COOP_E_IO:
 * it cannot be written; COOP_E_INPUT: something else stands in its place.
 */
enum coop_status history_add(const char *line, size_t len, struct coop_error *err);

#endif
