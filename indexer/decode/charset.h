/*
 * charset.h - detects the character set of a file, and decodes UTF-8 and Windows-1252.
 *
 * French exports come in UTF-8 or Windows-1252, one set for a whole file except for stray bytes and
 * lines pasted from elsewhere. Readers take these two sets as they are. Others, as of old Macs,
 * Unix exports and what Excel calls Unicode text, are converted to UTF-8 first (source.h).
 */
#ifndef COOP_INDEXER_DECODE_CHARSET_H
#define COOP_INDEXER_DECODE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* The sets, with their names for users and for iconv_open(). */
#define CHARSET_EACH(SET)                                                                \
	SET(UTF8, "utf-8")                                                               \
	SET(WINDOWS_1252, "windows-1252")                                                \
	SET(LATIN9, "iso-8859-15")                                                       \
	SET(MACINTOSH, "macintosh")                                                      \
	SET(UTF16LE, "utf-16le")                                                         \
	SET(UTF16BE, "utf-16be")                                                         \
	SET(UTF32LE, "utf-32le")                                                         \
	SET(UTF32BE, "utf-32be")

#define CHARSET_CONSTANT(set, name) CHARSET_##set,
enum charset {
	CHARSET_AUTO, /* to be detected */
	CHARSET_EACH(CHARSET_CONSTANT)
};

/* The choices of the option --encoding. */
#define CHARSET_CHOICE(set, name) "|" name
#define CHARSET_CHOICES           "auto" CHARSET_EACH(CHARSET_CHOICE)

/*
 * The size of the sample, from the start of a file, that tells its character set. It is small when
 * fuzzing, so that inputs go beyond it.
 */
#ifdef COOP_FUZZING
#define CHARSET_SAMPLE (1 << 10)
#else
#define CHARSET_SAMPLE (1 << 20)
#endif

/* The name of a set. */
const char *charset_name(enum charset set);

/* Whether readers take a set as it is: UTF-8 and Windows-1252. */
bool charset_is_direct(enum charset set);

/* The length in bytes of a set's byte order mark at the start of a text; 0 when it has none. */
size_t charset_bom(enum charset set, const char *s, size_t n);

/*
 * Detects the set of a sample; unless it is the `whole` file, it may end inside a character. In this
 * order:
 *  - the set whose byte order mark the sample begins with;
 *  - UTF-16 or UTF-32, if the zero bytes of characters below U+0100, of which French consists, are
 *    at regular places;
 *  - UTF-8, if the whole sample is, or if stray bytes are rare among its sequences;
 *  - of UTF-8 and Windows-1252 the more frequent one, if there are lines of both;
 *  - of the three sets with one byte a character the one that makes the best French of the bytes
 *    above 0x7f: letters next to letters, no capitals after small letters, the signs of French
 *    typography. Windows-1252 if that is undecided.
 */
enum charset charset_detect(const char *s, size_t n, bool whole);

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
/* The code point of a byte of Windows-1252; 0 when it has none. */
uint32_t charset_code_point(unsigned char c);

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
