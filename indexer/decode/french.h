/*
 * french.h - how well letters and signs stand where they stand, in French.
 *
 * French spelling is strict about its accents: c with a cedilla is followed by a, o or u, a with a grave
 * accent ends a word, a capital follows no small letter. So a reading of bytes in the wrong character set
 * gives itself away within a few characters. The rules are those of a list of 346,000 French words.
 */
#ifndef COOP_INDEXER_DECODE_FRENCH_H
#define COOP_INDEXER_DECODE_FRENCH_H

#include <stdbool.h>
#include <stdint.h>

/* Points for a character: of a letter in its place, and of one in none. */
enum { FRENCH_GOOD = 3, FRENCH_BAD = -3 };

/*
 * Points for a character beyond ASCII between two others, FRENCH_BAD to FRENCH_GOOD; less for a control
 * character, or 0 for `cp`, that is a byte without a meaning. A blank stands for the beginning and the end
 * of a text.
 */
int french_score(uint32_t before, uint32_t cp, uint32_t after);

/* Whether a character is a letter of the languages of western Europe. */
bool french_is_letter(uint32_t cp);

/* The small letter of a letter. */
uint32_t french_small(uint32_t cp);

#endif
