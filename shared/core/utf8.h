/*
 * utf8.h - reading and writing UTF-8, strictly (Unicode 15, table 3-7).
 *
 * Overlong forms, surrogates and code points above U+10FFFF are invalid.
 */
#ifndef COOP_CORE_UTF8_H
#define COOP_CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest encoded code point, in bytes. */
#define COOP_UTF8_MAX 4

/*
 * Decodes the code point at `s`, which has `n` > 0 bytes left. Returns its length in
 * bytes, or 0 when the bytes are not UTF-8; `*cp` is set only on success.
 */
size_t coop_utf8_decode(const char *s, size_t n, uint32_t *cp);

/*
 * Encodes `cp`, a valid code point, into `out` (COOP_UTF8_MAX bytes); returns the length.
 */
size_t coop_utf8_encode(uint32_t cp, char *out);

/* The length of the longest valid prefix; `n` when the whole text is valid. */
size_t coop_utf8_valid(const char *s, size_t n);

/* How many code points a valid text has. */
size_t coop_utf8_count(const char *s, size_t n);

/* Whether all bytes are ASCII. */
bool coop_utf8_ascii(const char *s, size_t n);

/*
 * The largest length <= `max` at which valid text can be cut without splitting a code
 * point.
 */
size_t coop_utf8_cut(const char *s, size_t n, size_t max);

#endif
