/*
 * sentence_bounds.h - the sentences of a stored text, for passages.
 *
 * A sentence ends where sentence.h says, and at the end of a paragraph, a heading, an item of a list or
 * a row of a table: a stored text keeps its lines, and those that are only wrapped are joined. All
 * functions look at a bounded number of bytes around where they are asked.
 */
#ifndef COOP_QUERY_OUTPUT_SENTENCE_BOUNDS_H
#define COOP_QUERY_OUTPUT_SENTENCE_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>

enum sentence_break {
	BREAK_NONE,
	BREAK_SENTENCE,
	BREAK_LINE /* what is before it is another paragraph, a heading or the like */
};

/* What ends before the byte `at` of a text; BREAK_NONE where that is inside a sentence. */
enum sentence_break sentence_break(const char *text, size_t len, size_t at);

/* Bytes [begin, end) of a text: a sentence, or where it is longer than that, part of it. */
struct sentence {
	size_t begin, end;
	bool begun, ended; /* it begins, and ends, there */
	bool stop;         /* with a full stop, as headings do not */
	enum sentence_break before;
};

/*
 * The sentence around [off, end): up to `reach` bytes on each side are looked at. Both are inside the
 * text, and the bytes at `off` and `end - 1` are no blanks.
 */
struct sentence sentence_around(
	const char *text, size_t len, size_t off, size_t end, size_t reach);

/* The first byte from `at` on that is no blank; `len` when there is none. */
size_t sentence_skip_blanks(const char *text, size_t len, size_t at);

#endif
