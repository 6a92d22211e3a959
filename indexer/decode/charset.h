/*
 * charset.h - UTF-8 and Windows-1252, line by line.
 *
 * French exports come in UTF-8 or Windows-1252, one set for a whole file except for stray bytes and
 * lines pasted from elsewhere. Readers take these two sets as they are. Others, as of old Macs, of DOS, of
 * library systems and of what Excel calls Unicode text, are converted to UTF-8 first (source.h).
 */
#ifndef COOP_INDEXER_DECODE_CHARSET_H
#define COOP_INDEXER_DECODE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/decode/charset_names.h"
#include "shared/core/buf.h"

/* The length in bytes of a set's byte order mark at the start of a text; 0 when it has none. */
size_t charset_bom(enum charset set, const char *s, size_t n);

/*
 * The set of a line in a file of the set `file`, UTF-8 or Windows-1252, by its bytes above ASCII:
 *  - in a file of UTF-8, Windows-1252 if two or more bytes are not UTF-8, and no sequence is;
 *  - in a file of Windows-1252, UTF-8 if all of them are, and the characters are usual ones.
 */
enum charset charset_of_line(enum charset file, const char *s, size_t n);

/*
 * Whether a code point above U+007F is usual in French texts: Latin letters, typographic signs,
 * combining accents, emoji.
 */
bool charset_is_usual(uint32_t cp);

/* The byte of Windows-1252, from 0x80 on, for a code point; 0 when it has none. */
unsigned char charset_byte(uint32_t cp);

/*
 * The offset of the first bad byte in UTF-8 or Windows-1252: a NUL, a byte that is not UTF-8, or one
 * of the five that Windows-1252 leaves undefined. `n` when there is none.
 */
size_t charset_find_bad(enum charset set, const char *s, size_t n);

/*
 * Appends a text in UTF-8 or Windows-1252 as UTF-8. A byte that is not UTF-8 is taken for
 * Windows-1252, which it nearly always is. An undefined byte becomes U+FFFD, a NUL a blank.
 */
void charset_decode(enum charset set, const char *s, size_t n, struct coop_buf *out);

#endif
