/*
 * editor.h - reads lines from a terminal: edited, with a history and completion, by libedit; or as the terminal
 * itself gives them.
 *
 * Whatever the locale, lines are UTF-8. What is no UTF-8 becomes U+FFFD where lines are edited.
 */
#ifndef COOP_QUERY_PROMPT_EDITOR_H
#define COOP_QUERY_PROMPT_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "query/complete/candidates.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/* Finds what may stand at byte `cursor` of a line; `out` is replaced. None is no error. */
typedef void editor_complete(
	void *data, const char *line, size_t cursor, struct candidates *out);

struct editor;

/* How many lines of the history are kept. */
enum { EDITOR_HISTORY = 1000 };

/*
 * Begins to read from standard input. `plain` has nothing edited, and no escape sequence written; so it is
 * where libedit is missing, too: editor_edits() is false then.
 */
enum coop_status editor_open(bool plain, editor_complete *complete, void *data,
	struct editor **out, struct coop_error *err);
bool editor_edits(const struct editor *e);
void editor_close(struct editor *e); /* NULL is fine */

enum editor_result { EDITOR_LINE, EDITOR_INTERRUPTED, EDITOR_END };

/* Reads a line, without its end, behind a prompt of a single line, which need not be safe; `line` is replaced. */
enum editor_result editor_read(
	struct editor *e, const char *prompt, struct coop_buf *line);

/* Adds a line to those that are called back with the arrow keys. */
void editor_remember(struct editor *e, const char *line, size_t len);

#endif
