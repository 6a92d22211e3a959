/*
 * diacritics.h - accents that stand before their letter, as in the character sets of MARC.
 *
 * ISO 5426, of UNIMARC, and MARC-8, of USMARC, write an accent as a byte above 0xbf and then the letter.
 * Exports show it as it is, or as what Windows-1252 takes the accent for, saved as UTF-8: "chãateau" and
 * "brãulâee", of MARC-8, or "chÃateau". Here is what French has of these sets, to recognise them and to mend
 * such words; whole files in them are converted by YAZ (transcoder.h).
 */
#ifndef COOP_INDEXER_DECODE_DIACRITICS_H
#define COOP_INDEXER_DECODE_DIACRITICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/*
 * The letter that an accent, the byte 0xc0 to 0xdf of ISO 5426, makes of an ASCII letter; 0 when French has
 * no such letter.
 */
uint32_t diacritics_compose(unsigned char accent, char letter);

/*
 * Reads a character of ISO 5426, or of MARC-8; 0 where French has none. Returns its length in bytes: 2 for
 * an accent and its letter. `n` > 0.
 */
size_t diacritics_read(bool marc8, const char *s, size_t n, uint32_t *cp);

/* For each byte, the accents that stand on that letter: bit `n` for the byte 0xc0 + n of ISO 5426. */
extern const uint32_t diacritics_on[256];

/*
 * Whether UTF-8 text, of which `n` bytes are there, has such an accent and its letter, both garbled, at `s`,
 * which is 0xc3. Fast: mojibake_find() asks at every such byte.
 */
static inline bool diacritics_begin(const char *s, size_t n)
{
	/* the accent is U+00C0 to U+00DF, or U+00E0 to U+00FF */
	return n >= 3 &&
	       (diacritics_on[(unsigned char)s[2]] >> ((unsigned char)s[1] & 0x1f) & 1) !=
		       0;
}

/* Whether a text, such as the start of a file, has enough garbled accents to be sure of them. */
bool diacritics_are_sure(const char *s, size_t n);

/*
 * Appends UTF-8 text with its garbled accents mended, and returns their number; appends nothing when
 * that is 0. A word is mended as a whole or left alone. Unless the text is `sure` to hold such, one of the
 * words must become a known one, and the text have no accents that are right.
 */
size_t diacritics_repair(const char *s, size_t n, bool sure, struct coop_buf *out);

#endif
