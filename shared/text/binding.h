/*
 * binding.h - words that take in what stands behind them, for those who skip words: an elided head before
 * a blank (elision.h), the first letter of an acronym (spaced.h), the number of an ordinal (ordinal.h).
 */
#ifndef COOP_TEXT_BINDING_H
#define COOP_TEXT_BINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/text/fold.h"

/* By last letter: whether words may take in what stands behind them, but for single letters. */
extern const unsigned char coop_binding[256];

/* Whether a byte is a letter of Roman numerals up to COOP_ORDINAL_ROMAN_MAX. */
static inline bool coop_is_small_roman(unsigned char c)
{
	const uint32_t roman = UINT32_C(1) << ('i' - 'a') | UINT32_C(1) << ('v' - 'a') |
			       UINT32_C(1) << ('x' - 'a') | UINT32_C(1) << ('l' - 'a');
	return coop_is_ascii_letter(c) && roman >> ((c | 0x20) - 'a') & 1;
}

/*
 * Whether the last letter of a word, or that it is a single one, allows it to take in what stands
 * behind it: most do not.
 */
static inline bool coop_may_take_next(const unsigned char *s, size_t n)
{
	if (n == 1 || (n == 2 && s[0] >= 0x80))
		return true;
	if (!coop_binding[s[n - 1]])
		return false;
	switch (s[n - 1] | 0x20) {
	case 'u':
		return (s[n - 2] | 0x20) == 'q';
	case 'd':
		return n == 4 || n == 7;
	case 'r':
		return n == 4 && (s[0] | 0x20) == 'e';
	default:
		return coop_is_small_roman(s[0]) && coop_is_small_roman(s[1]);
	}
}

/*
 * Whether the word [begin, end), of letters or digits, may take in what stands behind it: an elided
 * head before a blank, the first letter of an acronym, the number of an ordinal.
 */
bool coop_takes_next(const char *text, size_t len, size_t begin, size_t end);

/*
 * The last blank before a place from which on words are read the same whatever came before, not
 * before `from`, where one is.
 */
size_t coop_free_blank(const char *text, size_t from, size_t at);

#endif
