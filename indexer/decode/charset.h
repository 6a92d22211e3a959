/*
 * charset.h - the bytes of a file to UTF-8.
 *
 * French exports come as UTF-8 or as Windows-1252, the same for a whole file but for stray
 * bytes and lines pasted from elsewhere; these two are read as they stand. Old Macs and Unix exports, and what Excel calls
 * Unicode text, are converted first (source.h).
 */
#ifndef COOP_INDEXER_DECODE_CHARSET_H
#define COOP_INDEXER_DECODE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* The sets, each with its name for users and for iconv_open(). */
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
	CHARSET_AUTO, /* to be found out by charset_detect() */
	CHARSET_EACH(CHARSET_CONSTANT)
};

/* The same, for the command line. */
#define CHARSET_CHOICE(set, name) "|" name
#define CHARSET_CHOICES           "auto" CHARSET_EACH(CHARSET_CHOICE)

/*
 * How much of the start of a file is enough to tell its character set, in bytes. When fuzzing,
 * what comes behind it is to be met.
 */
#ifdef COOP_FUZZING
#define CHARSET_SAMPLE (1 << 10)
#else
#define CHARSET_SAMPLE (1 << 20)
#endif

/* The name of a set. */
const char *charset_name(enum charset set);

/* Whether texts are read as they stand: UTF-8 and Windows-1252. */
bool charset_is_direct(enum charset set);

/*
 * The length of the byte order mark of that set at the start of the text, in bytes; 0 when
 * there is none.
 */
size_t charset_bom(enum charset set, const char *s, size_t n);

/*
 * Tells the character set from a sample of a file, or from the whole of it; a sample may
 * end inside a character. In this order:
 *  - the set whose byte order mark is there;
 *  - UTF-16 or UTF-32 when characters below U+0100 in it, which French is made of, leave
 *    their zeros at regular places;
 *  - UTF-8 when all of the sample is, or when stray bytes are rare among its sequences;
 *  - UTF-8 or Windows-1252, what there is more of, when lines of both are in it;
 *  - of the three sets of one byte a character the one that makes the best French of the
 *    bytes above 0x7f: letters beside letters, small ones behind small ones, and the signs
 *    of French typography. Windows-1252 where that does not tell.
 */
enum charset charset_detect(const char *s, size_t n, bool whole);

/*
 * The set of a line of a file that is in UTF-8 or Windows-1252, by what is above ASCII in it:
 *  - of a file in UTF-8, Windows-1252 when two bytes or more are not UTF-8, and nothing is;
 *  - of a file in Windows-1252, UTF-8 when all is, and usual characters of it.
 */
enum charset charset_of_line(enum charset file, const char *s, size_t n);

/*
 * Whether a code point above U+007F is one that texts in French hold: letters of Latin
 * languages, signs of typography, accents by themselves, pictures.
 */
bool charset_is_usual(uint32_t cp);

/* The byte of Windows-1252 from 0x80 on that a code point has, 0 when it has none. */
unsigned char charset_byte(uint32_t cp);

/*
 * The offset of the first byte that has no meaning in UTF-8 or Windows-1252: NUL, a byte that
 * is not UTF-8, or one of the five that Windows-1252 leaves open. `n` when there is none.
 */
size_t charset_find_bad(enum charset set, const char *s, size_t n);

/*
 * Appends a text in UTF-8 or Windows-1252 as UTF-8. A byte that is not UTF-8 is read as
 * Windows-1252, which it nearly always is; a byte without any meaning becomes U+FFFD, NUL a
 * blank.
 */
void charset_decode(enum charset set, const char *s, size_t n, struct coop_buf *out);

#endif
