/*
 * diag.h - messages on standard error, and how text is made safe to show.
 *
 * A message is "program: file:line:column: what failed: why", followed by a line
 * "program: hint: what to do" if the user can act. Control characters in text from
 * documents, paths or queries are replaced: a notice must not be able to drive the
 * reader's terminal.
 *
 * Where our code is part of another program, messages go to that one instead.
 */
#ifndef COOP_CORE_DIAG_H
#define COOP_CORE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/core/error.h"

/*
 * A place in a file. What is unknown - a line or column of 0, a NULL path - is left out.
 */
struct coop_place {
	const char *path;
	size_t line;   /* from 1 */
	size_t column; /* from 1, in bytes */
};

/* Who gets messages. The place is NULL where there is none; all is borrowed for the call, and not safe. */
struct coop_listener {
	void (*hear)(void *data, const struct coop_place *place,
		const struct coop_error *what);
	void *data;
};

/*
 * Gives the messages of this thread to a listener, which is borrowed, instead of printing them; NULL: prints
 * them. Returns the listener before.
 */
const struct coop_listener *coop_diag_listen(const struct coop_listener *listener);

/* Prints an error and its hint. */
void coop_diag(const char *program, const struct coop_place *place,
	const struct coop_error *err);
/* Prints a single line. */
void coop_diag_note(const char *program, const char *fmt, ...) COOP_PRINTF(2, 3);

/* Whether a code point could drive a terminal or change the reading direction. */
bool coop_is_unsafe(uint32_t cp);

/*
 * Writes UTF-8 text with a blank for each unsafe character, including line ends, and
 * U+FFFD for each byte that is not UTF-8.
 */
void coop_put_safe(FILE *out, const char *s, size_t n);
/*
 * Puts such text, and a NUL, into `size` bytes. Text that is too long is cut between characters. Returns how
 * many bytes all of it takes, without the NUL.
 */
#define COOP_SAFE_SIZE(n) (3 * (n) + 1) /* enough for n bytes */
size_t coop_make_safe(char *to, size_t size, const char *s, size_t n);
/* The same as a single word: '_' for each unsafe character and for each blank. */
void coop_put_word(FILE *out, const char *s, size_t n);

/*
 * Flushes and closes standard output. Returns false, after a message, if any output was
 * lost; without a message if its reader is gone (EPIPE).
 */
bool coop_close_stdout(const char *program);

#endif
