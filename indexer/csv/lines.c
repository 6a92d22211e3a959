#include "indexer/csv/lines.h"

#include <string.h>

void lines_init(struct lines *l, struct source *source, struct report *report)
{
	l->source = source;
	l->report = report;
	l->line = 1;
}

void lines_release(struct lines *l)
{
	coop_buf_release(&l->again);
}

/* Reads on so that the block begins with what was not passed and is as full as can be. */
static enum coop_status fill(struct lines *l, struct coop_error *err)
{
	memmove(l->block, l->block + l->used, l->filled - l->used);
	l->filled -= l->used;
	l->used = 0;
	size_t room = sizeof l->block - l->filled, n = l->again.len - l->again_at;
	if (n > 0) {
		n = n < room ? n : room;
		memcpy(l->block + l->filled, l->again.s + l->again_at, n);
		l->again_at += n;
		l->filled += n;
		return COOP_OK;
	}
	if (l->eof)
		return COOP_OK;
	size_t before = source_bytes(l->source);
	enum coop_status st = source_read(l->source, l->block + l->filled, room, &n, err);
	l->eof = n == 0;
	l->filled += n;
	report_bytes(l->report, source_bytes(l->source) - before);
	return st;
}

/* The length of the next piece, with what the block holds. */
static size_t piece_length(const struct lines *l)
{
	const char *s = l->block + l->used;
	size_t n = l->filled - l->used;
	const char *lf = memchr(s, '\n', n);
	const char *cr = memchr(s, '\r', lf ? (size_t)(lf - s) : n);
	if (lf || cr)
		return (size_t)((cr ? cr : lf) - s) + 1;
	/* no line end: do not cut a character in two */
	for (size_t back = 1; !l->eof && back < 4 && back < n; back++) {
		unsigned char c = (unsigned char)s[n - back];
		if (c >= 0xc0)
			return n - back;
		if (c < 0x80)
			break;
	}
	return n;
}

static bool ends_line(const struct lines *l, size_t n)
{
	char last = n > 0 ? l->block[l->used + n - 1] : '\0';
	return last == '\n' || last == '\r';
}

enum coop_status lines_next(
	struct lines *l, const char **s, size_t *n, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*n = piece_length(l);
	while (!st && !l->eof && !ends_line(l, *n) &&
		(l->used > 0 || l->filled < sizeof l->block)) {
		st = fill(l, err);
		*n = piece_length(l);
	}
	*s = l->block + l->used;
	return st;
}

enum lines_at lines_pass(struct lines *l, size_t n)
{
	char last = l->block[l->used + n - 1];
	bool pair = n == 1 && last == '\n' && l->after_cr; /* the LF of a CR LF */
	l->used += n;
	l->known -= l->known < n ? l->known : n;
	l->offset += n;
	l->column += n;
	l->after_cr = last == '\r';
	if (last != '\n' && last != '\r')
		return LINES_WITHIN;
	if (!pair)
		l->line++;
	l->column = 0;
	return pair ? LINES_BEHIND_LF : LINES_NEXT;
}

enum coop_status lines_rewind(struct lines *l, const char *s, size_t n, uint64_t offset,
	size_t line, struct coop_error *err)
{
	struct coop_buf again = {0};
	coop_buf_add(&again, s, n);
	l->known += n;
	coop_buf_add(&again, l->block + l->used, l->filled - l->used);
	coop_buf_add(&again, coop_buf_cstr(&l->again) + l->again_at,
		l->again.len - l->again_at);
	coop_buf_release(&l->again);
	l->again = again;
	l->again_at = l->filled = l->used = 0;
	l->offset = offset;
	l->line = line;
	l->column = 0;
	l->after_cr = l->eof = false;
	return coop_buf_check(&l->again, err);
}
