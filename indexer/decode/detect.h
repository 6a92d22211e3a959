/*
 * detect.h - finds out the character set of a file by a sample of it.
 */
#ifndef COOP_INDEXER_DECODE_DETECT_H
#define COOP_INDEXER_DECODE_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/guess.h"

/*
 * The size of the sample, from the start of a file, that tells its character set. It is small when
 * fuzzing, so that inputs go beyond it.
 */
#ifdef COOP_FUZZING
#define CHARSET_SAMPLE (1 << 10)
#else
#define CHARSET_SAMPLE (1 << 20)
#endif

/*
 * Detects the set of a sample; unless it is the `whole` file, it may end inside a character. In this
 * order:
 *  - the set whose byte order mark the sample begins with;
 *  - UTF-16 or UTF-32, if the zero bytes of characters below U+0100, of which French consists, are
 *    at regular places;
 *  - UTF-7, if it is ASCII with letters in that form (utf7.h);
 *  - UTF-8, if the whole sample is, or if stray bytes are rare among its sequences;
 *  - of UTF-8 and Windows-1252 the more frequent one, if there are lines of both;
 *  - the set that makes the best French of the bytes above 0x7f (guess.h).
 */
struct charset_guess charset_detect(const char *s, size_t n, bool whole);

#endif
