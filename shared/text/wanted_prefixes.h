/*
 * wanted_prefixes.h - how the words begin that are looked for in a text (token_skip.h).
 */
#ifndef COOP_TEXT_WANTED_PREFIXES_H
#define COOP_TEXT_WANTED_PREFIXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { COOP_WANTED_PREFIXES = 8, COOP_LETTERS = 26 };

/* A set of prefixes. Initialise with `= {0}`. */
struct coop_wanted_prefixes {
	/* by first and second letter: a bit for each possible third letter */
	uint32_t third[26][26];
	uint32_t first; /* a bit for each first letter */
	/* a bit for each byte xx of a letter C3 xx that folds to a first letter */
	uint64_t latin;
	bool digits;  /* words that begin with a digit are wanted */
	bool et;      /* "et" is wanted, for which & may stand */
	bool figures; /* words that a figure may give for others are wanted (figure.h) */
	/* the prefixes, as long as they are few; NUL stands for any letter */
	unsigned char each[COOP_WANTED_PREFIXES][3];
	size_t count; /* number of prefixes, in `each` or not */
};

/*
 * Adds a prefix of one to three bytes. A word that is shorter than the prefix is wanted
 * as well when it is a prefix of the prefix. So are what else is written for such words: "Mme"
 * for "mad", "XIX" for "19" (equivalents.h, ordinal.h).
 */
void coop_wanted_prefixes_add(
	struct coop_wanted_prefixes *w, const char *bytes, size_t len);

/* A letter from a to z as a number; COOP_LETTERS for any other byte. */
static inline unsigned coop_letter_of(char c)
{
	unsigned letter = (unsigned char)c - 'a';
	return letter < COOP_LETTERS ? letter : COOP_LETTERS;
}

#endif
