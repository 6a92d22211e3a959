/*
 * guess.h - which character set makes the best French of bytes that are no UTF-8.
 *
 * Exports come from Windows, old Macs, DOS and its descendants, and library systems that still write the
 * character sets of MARC. None of them says so. Each set is tried on the words that have bytes above 0x7f,
 * and gets points for letters that stand where French has them (french.h), for words that are known
 * (french_words.h), and for headings that the field table knows.
 */
#ifndef COOP_INDEXER_DECODE_GUESS_H
#define COOP_INDEXER_DECODE_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/charset_names.h"

/* What a sample was taken for. */
struct charset_guess {
	enum charset set;
	/* one that does about as well and reads another text; CHARSET_AUTO when there is none */
	enum charset rival;
	bool doubtful; /* there is a rival, or `set` makes no French of the bytes either */
};

/*
 * The set of a text with one byte a character, or an accent before its letter. Windows-1252 unless another
 * one is clearly better; a set of MARC also needs a known word, or several accents.
 * Looks at the first few thousand words, in time that does not depend on what they are.
 */
struct charset_guess guess_charset(const char *s, size_t n);

#endif
