/*
 * charset.h - the bytes of a file to UTF-8.
 *
 * French exports come as UTF-8 or as Windows-1252, the same for a whole file but for
 * stray bytes.
 */
#ifndef COOP_INDEXER_CHARSET_H
#define COOP_INDEXER_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/buf.h"

enum charset {
	CHARSET_AUTO, /* to be found out by charset_detect() */
	CHARSET_UTF8,
	CHARSET_WINDOWS_1252
};

/* The same, for the command line. */
#define CHARSET_CHOICES "auto|utf-8|windows-1252"

/* How much of the start of a file is enough to tell its character set, in bytes. */
#define CHARSET_SAMPLE (1 << 20)

/* The length of a UTF-8 byte order mark at the start of the text: 3 or 0. */
size_t charset_bom(const char *s, size_t n);

/* Whether the text begins with the byte order mark of UTF-16. */
bool charset_is_utf16(const char *s, size_t n);

/*
 * Tells the character set from a sample of a file, or from the whole of it; a sample may
 * end inside a character. UTF-8 when its byte order mark is there, when all of the sample
 * is UTF-8, or when stray bytes are rare among UTF-8 sequences; else Windows-1252.
 */
enum charset charset_detect(const char *s, size_t n, bool whole);

/*
 * The offset of the first byte that has no meaning: NUL, a byte that is not UTF-8, or one
 * of the five that Windows-1252 leaves open. `n` when there is none.
 */
size_t charset_find_bad(enum charset set, const char *s, size_t n);

/*
 * Appends the text as UTF-8. A byte that is not UTF-8 is read as Windows-1252, which it
 * nearly always is; a byte without any meaning becomes U+FFFD, NUL a blank.
 */
void charset_decode(enum charset set, const char *s, size_t n, struct coop_buf *out);

#endif
