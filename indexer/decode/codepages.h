/*
 * codepages.h - what a byte means in the character sets with one byte a character.
 *
 * All that is done with such a set by itself goes by these tables: Windows-1252 is decoded, and a set is
 * guessed, in thousands of tries of a few bytes. Whole files in a set other than Windows-1252 are
 * converted by iconv (transcoder.h), which has the same tables.
 */
#ifndef COOP_INDEXER_DECODE_CODEPAGES_H
#define COOP_INDEXER_DECODE_CODEPAGES_H

#include <stdint.h>

#include "indexer/decode/charset_names.h"

enum { CODEPAGES_HIGH = 128 /* bytes from 0x80 on */ };

/* By set and byte, less 0x80. */
extern const uint16_t codepages[][CODEPAGES_HIGH];

/*
 * The code point of a byte in a set with one byte a character, CHARSET_WINDOWS_1252 to
 * CHARSET_CP437; 0 where the set has none.
 */
static inline uint32_t codepages_char(enum charset set, unsigned char byte)
{
	return byte < 0x80 ? byte : codepages[set][byte - 0x80];
}

#endif
