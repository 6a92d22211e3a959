#include "query/prompt/editor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/prompt/editor_internal.h"
#include "query/prompt/signals.h"
#include "shared/core/diag.h"

enum coop_status editor_open(bool plain, editor_complete *complete, void *data,
	struct editor **out, struct coop_error *err)
{
	struct editor *e = calloc(1, sizeof *e);
	*out = e;
	if (!e)
		return coop_fail_nomem(err);
	e->complete = complete;
	e->data = data;
	return plain ? COOP_OK : edited_open(e, err);
}

bool editor_edits(const struct editor *e)
{
	return e->edited != NULL;
}

void editor_close(struct editor *e)
{
	if (!e)
		return;
	edited_close(e->edited);
	coop_buf_release(&e->pending);
	free(e);
}

enum editor_result editor_fill(struct editor *e)
{
	enum { PIECE = 4096 };
	char *to = coop_buf_reserve(&e->pending, PIECE);
	if (!to || signals_ended())
		return EDITOR_END;
	if (!signals_wait_for_input())
		return EDITOR_INTERRUPTED;
	ssize_t got = read(STDIN_FILENO, to, PIECE);
	if (got < 0 && errno == EINTR)
		return EDITOR_INTERRUPTED;
	if (got <= 0)
		return EDITOR_END;
	e->pending.len += (size_t)got;
	return EDITOR_LINE;
}

/* Takes a line off the pending bytes, with its end; at the end of the input, whatever there is. */
static bool take_line(struct coop_buf *pending, bool at_end, struct coop_buf *line)
{
	char *end = pending->len > 0 ? memchr(pending->s, '\n', pending->len) : NULL;
	if (!end && (!at_end || pending->len == 0))
		return false;
	size_t len = end ? (size_t)(end - pending->s) : pending->len;
	size_t used = end ? len + 1 : len;
	coop_buf_add(line, pending->s, len);
	memmove(pending->s, pending->s + used, pending->len - used);
	pending->len -= used;
	return true;
}

enum editor_result editor_read(
	struct editor *e, const char *prompt, struct coop_buf *line)
{
	enum editor_result r = EDITOR_LINE;
	coop_buf_reset(line);
	if (e->edited)
		return edited_read(e, prompt, line);
	coop_put_safe(stdout, prompt, strlen(prompt));
	fflush(stdout);
	while (r == EDITOR_LINE && !take_line(&e->pending, false, line)) {
		r = editor_fill(e);
		/* another signal than Ctrl-C changes nothing, and lines here have no width */
		(void)signals_take_resize();
		if (r == EDITOR_INTERRUPTED && signals_take_suspend()) {
			signals_suspend();
			r = EDITOR_LINE;
		} else if (r == EDITOR_INTERRUPTED && !signals_take_interrupt()) {
			r = signals_ended() ? EDITOR_END : EDITOR_LINE;
		} else if (r == EDITOR_INTERRUPTED) {
			coop_buf_reset(&e->pending);
		}
	}
	if (r == EDITOR_END && !signals_ended() && take_line(&e->pending, true, line))
		r = EDITOR_LINE;
	return r;
}

void editor_remember(struct editor *e, const char *line, size_t len)
{
	if (e->edited)
		edited_remember(e->edited, line, len);
}
