#include "indexer/csv/line_reader.h"

#include <string.h>

#include "shared/core/bytes.h"

void line_reader_init(struct line_reader *l, struct source *source, struct report *report)
{
	l->source = source;
	l->report = report;
	l->line = 1;
}

void line_reader_release(struct line_reader *l)
{
	coop_buf_release(&l->again);
}

/* Moves what was not passed to the start of the block, and fills the rest of it. */
static enum coop_status fill(struct line_reader *l, struct coop_error *err)
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

/* The length of the next piece, as far as it is in the block. */
static size_t piece_length(const struct line_reader *l)
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

static bool ends_line(const struct line_reader *l, size_t n)
{
	char last = n > 0 ? l->block[l->used + n - 1] : '\0';
	return coop_is_line_end(last);
}

enum coop_status line_reader_next(
	struct line_reader *l, const char **s, size_t *n, struct coop_error *err)
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

enum line_reader_at line_reader_pass(struct line_reader *l, size_t n)
{
	char last = l->block[l->used + n - 1];
	bool pair = n == 1 && last == '\n' && l->after_cr; /* the LF of a CR LF */
	l->used += n;
	l->already_reported -= l->already_reported < n ? l->already_reported : n;
	l->offset += n;
	l->column += n;
	l->after_cr = last == '\r';
	if (!coop_is_line_end(last))
		return LINE_READER_WITHIN;
	if (!pair)
		l->line++;
	l->column = 0;
	return pair ? LINE_READER_AFTER_LF : LINE_READER_NEXT;
}

enum coop_status line_reader_rewind(struct line_reader *l, const char *s, size_t n,
	uint64_t offset, size_t line, struct coop_error *err)
{
	struct coop_buf again = {0};
	coop_buf_add(&again, s, n);
	l->already_reported += n;
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
