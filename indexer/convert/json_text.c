#include "indexer/convert/json_text.h"

#include <string.h>

enum { BLOCK = 1 << 16, RECORD_SEPARATOR = 0x1e };

void json_text_begin(struct json_text *t, struct source *source)
{
	const struct json_place start = {.line = 1, .column = 1};
	*t = (struct json_text){.source = source, .now = start, .mark = start};
}

void json_text_release(struct json_text *t)
{
	coop_buf_release(&t->buf);
}

/* Drops what was read and is not kept. */
static void drop(struct json_text *t)
{
	if (t->keeping && t->now.at - t->mark.at > JSON_KEPT_MAX)
		t->keeping = false;
	size_t gone = t->keeping ? t->mark.at : t->now.at;
	if (gone == 0)
		return;
	memmove(t->buf.s, t->buf.s + gone, t->buf.len - gone);
	t->buf.len -= gone;
	t->now.at -= gone;
	t->mark.at -= t->keeping ? gone : t->mark.at;
}

bool json_text_more(struct json_text *t)
{
	size_t got = 0;
	if (t->ended || (t->holding && t->now.at - t->mark.at > JSON_KEPT_MAX - BLOCK))
		return false;
	drop(t);
	char *to = coop_buf_reserve(&t->buf, BLOCK);
	t->status = to ? source_read(t->source, to, BLOCK, &got, NULL) : COOP_E_NOMEM;
	t->buf.len += got;
	t->ended = t->status || got == 0;
	return !t->ended;
}

int json_skip_blanks(struct json_text *t)
{
	for (;; json_take(t)) {
		int c = json_peek(t);
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r' &&
			c != RECORD_SEPARATOR)
			return c;
	}
}

void json_mark(struct json_text *t)
{
	t->mark = t->now;
	t->keeping = true;
}

void json_unmark(struct json_text *t)
{
	t->keeping = false;
}

void json_rewind(struct json_text *t)
{
	t->now = t->mark;
}
