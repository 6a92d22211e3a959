/*
 * french_words.h - French words with accents that catalogues are full of.
 *
 * Which letters a word has without its accents is no matter for a search (fold.h): this list is there to
 * tell, of several readings of the same bytes, the one that is French (guess.h, diacritics.h).
 */
#ifndef COOP_INDEXER_DECODE_FRENCH_WORDS_H
#define COOP_INDEXER_DECODE_FRENCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a word in small letters, UTF-8 in NFC and without apostrophe or hyphen, is listed, also with a
 * plural's s. It need not end with a NUL.
 */
bool french_words_have(const char *s, size_t n);

#endif
