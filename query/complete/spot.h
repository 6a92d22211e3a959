/*
 * spot.h - where in a query something is being typed: its last word, the quote that is open there, and the
 * field whose value it may be.
 */
#ifndef COOP_QUERY_COMPLETE_SPOT_H
#define COOP_QUERY_COMPLETE_SPOT_H

#include <stddef.h>

/* Where something is typed in a line, up to the cursor. */
struct spot {
	const char *s;
	size_t end;   /* the cursor */
	size_t word;  /* where the last word begins, without signs before it */
	size_t quote; /* behind the quote that is open; 0 for none */
	size_t colon; /* the first ':' of the last word, outside quotes; `end` where there is none */
	/* of a word before, with words behind it that may go on with its value: its begin, and its ':' */
	size_t before, before_colon;
};

/* Finds it; the line is borrowed. */
struct spot spot_find(const char *line, size_t cursor);

/* The length of a double quote, straight or curly, at `at`, which is before the cursor; else 0. */
size_t spot_quote(const struct spot *p, size_t at);

/* Where the last word begins, at or behind `from`: behind a blank between quotes, and behind an apostrophe. */
size_t spot_begin_of_word(const struct spot *p, size_t from);

#endif
