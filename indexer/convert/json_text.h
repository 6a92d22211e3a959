/*
 * json_text.h - the text of a file of JSON, byte by byte, with the line and the column of each.
 *
 * What is read is kept from a mark on, so that a value can be taken as a whole once its end is known, or
 * read again. The file may be larger than the memory: what is longer than JSON_KEPT_MAX is no longer kept.
 */
#ifndef COOP_INDEXER_CONVERT_JSON_TEXT_H
#define COOP_INDEXER_CONVERT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/source.h"
#include "shared/core/buf.h"

/* The longest text that is kept, in bytes: no notice is longer. */
enum { JSON_KEPT_MAX = 8 << 20 };

/* A place in the text. */
struct json_place {
	size_t at;           /* in `buf` */
	size_t line, column; /* from 1; columns are characters */
};

/* To be set up by json_text_begin(). */
struct json_text {
	struct source *source; /* borrowed */
	struct coop_buf buf;   /* a part of the text */
	struct json_place now; /* of the next byte */
	struct json_place mark;
	bool keeping; /* everything from `mark` on is in `buf` */
	bool holding; /* the text ends where no more of it can be kept, until it is let go */
	bool ended;              /* nothing follows `buf` */
	enum coop_status status; /* why reading failed; it ended there */
};

void json_text_begin(struct json_text *t, struct source *source);
void json_text_release(struct json_text *t);

enum { JSON_END = -1 };

/* Reads more of the file; false at its end, or where nothing more can be kept. */
bool json_text_more(struct json_text *t);

/* The next byte, which is not taken; JSON_END at the end. */
static inline int json_peek(struct json_text *t)
{
	if (t->now.at >= t->buf.len && !json_text_more(t))
		return JSON_END;
	return (unsigned char)t->buf.s[t->now.at];
}

/* Takes the byte that json_peek() gave. */
static inline void json_take(struct json_text *t)
{
	char c = t->buf.s[t->now.at++];
	t->now.column += ((unsigned char)c & 0xc0) != 0x80;
	if (c == '\n') {
		t->now.line++;
		t->now.column = 1;
	}
}

/* Skips blanks, and separators of records (RFC 7464); the next byte, or JSON_END. */
int json_skip_blanks(struct json_text *t);

/* Keeps the text from here on. */
void json_mark(struct json_text *t);
/* Keeps nothing any longer. */
void json_unmark(struct json_text *t);
/* Goes back to the mark, from which everything must be kept. */
void json_rewind(struct json_text *t);

#endif
