/*
 * editor_internal.h - what the two ways to read lines share.
 */
#ifndef COOP_QUERY_PROMPT_EDITOR_INTERNAL_H
#define COOP_QUERY_PROMPT_EDITOR_INTERNAL_H

#include "query/prompt/editor.h"

struct edited; /* what libedit needs (editor_edit.c) */

struct editor {
	struct edited *edited; /* NULL: lines are as the terminal gives them */
	editor_complete *complete;
	void *data;
	struct coop_buf pending; /* bytes that were read and belong to no line yet */
};

/*
 * Reads more bytes into e->pending. EDITOR_LINE: there are some. EDITOR_INTERRUPTED: Ctrl-C, or another
 * signal, which is still to be asked for.
 */
enum editor_result editor_fill(struct editor *e);

/* Begins to edit lines; where that cannot be done e->edited stays NULL, which is no error. */
enum coop_status edited_open(struct editor *e, struct coop_error *err);
void edited_close(struct edited *d);
enum editor_result edited_read(
	struct editor *e, const char *prompt, struct coop_buf *line);
void edited_remember(struct edited *d, const char *line, size_t len);

#endif
