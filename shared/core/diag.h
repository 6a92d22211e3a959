/*
 * diag.h - what the programs say on standard error, and how text is made safe to show.
 *
 * A message is "program: file:line:column: what failed: why", then a line "program: hint:
 * what to do". Whatever comes from documents, paths or queries has its control characters
 * replaced: a notice must not be able to drive the reader's terminal.
 */
#ifndef COOP_CORE_DIAG_H
#define COOP_CORE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/error.h"

/* A place in a file. A line or column of 0 is unknown and left out; so is a NULL path. */
struct coop_place {
	const char *path;
	size_t line;   /* from 1 */
	size_t column; /* from 1, in bytes */
};

/* Prints a message and its hint to standard error. */
void coop_diag(const char *program, const struct coop_place *place,
	const struct coop_error *err);
/* Prints one line, without a hint. */
void coop_diag_note(const char *program, const char *fmt, ...) COOP_PRINTF(2, 3);

/* Whether a code point could drive a terminal or turn the reading direction. */
bool coop_is_unsafe(uint32_t cp);

/*
 * Writes UTF-8 text with C0 and C1 control characters and those that turn the direction
 * replaced by a blank, and bytes that are not UTF-8 by U+FFFD. Line ends become blanks too.
 */
void coop_put_safe(FILE *out, const char *s, size_t n);
/* The same as one word: '_' stands for these, and for blanks. */
void coop_put_word(FILE *out, const char *s, size_t n);

/*
 * Flushes and closes standard output. False, after a message, when anything written to it
 * was lost; without a message when nobody reads it any more (EPIPE).
 */
bool coop_close_stdout(const char *program);

#endif
