/*
 * programs.h - running the user's editor, and the desktop's opener.
 *
 * What the user's environment says, such as EDITOR, is a command of the shell and may have arguments.
 * Paths are passed to it as arguments of their own and never become part of a command.
 */
#ifndef COOP_QUERY_ACTIONS_PROGRAMS_H
#define COOP_QUERY_ACTIONS_PROGRAMS_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

/* The most arguments of an editor. */
enum { PROGRAM_ARGS = 3 };

/*
 * Appends the arguments, each with a NUL after it, with which an editor opens a file at a line: as the
 * program does that the command names, such as "vim -u NONE", or the file alone where that is not known.
 */
void editor_arguments(
	const char *command, const char *path, size_t line, struct coop_buf *out);

/* The command of the user, or "vi". */
const char *editor_command(void);

/*
 * Runs a command of the shell and waits for its end. `arguments`, each with a NUL after it, follow the
 * words of the command. COOP_E_IO when it cannot be run or fails.
 */
enum coop_status program_run(
	const char *command, const struct coop_buf *arguments, struct coop_error *err);

#endif
