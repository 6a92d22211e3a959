#include "indexer/convert/mbox.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "indexer/decode/mail_head.h"

enum { BLOCK = 1 << 16, HEAD = 512 /* bytes of a line that are looked at */ };

/* The file, line by line. */
struct lines {
	char block[BLOCK];
	uint64_t offset; /* of the block */
	size_t at, n;    /* in the block */
	bool failed;
	char head[HEAD]; /* the start of the current line, */
	size_t head_len; /* without its end */
	uint64_t begin;  /* where it begins */
	size_t number;   /* from 1 */
};

static bool fill(struct lines *l)
{
	l->offset += l->n;
	l->at = l->n = 0;
	ssize_t got;
	do
		got = pread(STDIN_FILENO, l->block, sizeof l->block, (off_t)l->offset);
	while (got < 0 && errno == EINTR);
	l->failed |= got < 0;
	l->n = got > 0 ? (size_t)got : 0;
	return l->n > 0;
}

/* Keeps a piece of the current line, as far as there is room. */
static void keep(struct lines *l, const char *s, size_t n)
{
	size_t room = sizeof l->head - l->head_len;
	n = n < room ? n : room;
	memcpy(l->head + l->head_len, s, n);
	l->head_len += n;
}

/* Goes to the next line; false at the end of the file. */
static bool next_line(struct lines *l)
{
	l->head_len = 0;
	if (l->at == l->n && !fill(l))
		return false;
	l->begin = l->offset + l->at;
	l->number++;
	for (;;) {
		const char *s = l->block + l->at;
		const char *end = memchr(s, '\n', l->n - l->at);
		size_t len = end ? (size_t)(end - s) : l->n - l->at;
		keep(l, s, len);
		l->at += len + (end != NULL);
		if (end || (l->at == l->n && !fill(l)))
			break;
	}
	while (l->head_len > 0 && l->head[l->head_len - 1] == '\r')
		l->head_len--;
	return true;
}

enum conversion_failure mbox_each(
	enum conversion_failure (*each)(void *data, const struct mbox_message *message),
	void *data)
{
	struct lines l = {.offset = 0};
	struct mbox_message m = {.line = 1, .number = 1};
	enum conversion_failure failure = CONVERSION_OK;
	bool after_empty = true, marked = false;
	uint64_t mark = 0;
	while (!failure && next_line(&l)) {
		if (marked && mail_is_field(l.head, l.head_len)) {
			m.to = mark;
			if (mark > 0) {
				failure = each(data, &m);
				m.number++;
			}
			m.from = l.begin;
			m.line = l.number;
		}
		marked = after_empty && mail_is_postmark(l.head, l.head_len);
		mark = l.begin;
		after_empty = l.head_len == 0;
	}
	if (l.failed)
		return CONVERSION_UNREADABLE;
	m.to = l.offset + l.n;
	return !failure && m.to > m.from ? each(data, &m) : failure;
}
