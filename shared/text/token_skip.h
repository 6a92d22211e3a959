/*
 * token_skip.h - skips words that cannot begin with any of a few prefixes, without
 * folding them.
 *
 * The second stage of the ranking looks for a few words in fifty texts. The first letters
 * rule out most words; finding where such a word ends takes a fraction of the time of
 * coop_tokenizer_next().
 */
#ifndef COOP_TEXT_TOKEN_SKIP_H
#define COOP_TEXT_TOKEN_SKIP_H

#include <stdint.h>

#include "shared/text/token.h"

enum { COOP_WANTED_PREFIXES = 8 };

/* A set of prefixes. Initialise with `= {0}`. */
struct coop_wanted_prefixes {
	/* by first and second letter: a bit for each possible third letter */
	uint32_t third[26][26];
	uint32_t first; /* a bit for each first letter */
	/* a bit for each byte xx of a letter C3 xx that folds to a first letter */
	uint64_t latin;
	bool digits;  /* words that begin with a digit are wanted */
	bool figures; /* words that a figure may give for others are wanted (figure.h) */
	/* the prefixes, as long as they are few; NUL stands for any letter */
	unsigned char each[COOP_WANTED_PREFIXES][3];
	size_t count; /* number of prefixes, in `each` or not */
};

/*
 * Adds a prefix of one to three bytes. A word that is shorter than the prefix is wanted
 * as well when it is a prefix of the prefix.
 */
void coop_wanted_prefixes_add(
	struct coop_wanted_prefixes *w, const char *bytes, size_t len);

/* What was skipped. */
struct coop_skipped {
	uint32_t words, pauses; /* `pauses`: how many of the words were flagged PAUSE */
};

/*
 * Skips unwanted words. Stops before the first word that may be wanted, and before any
 * word that is neither letters alone nor digits alone. JOINED words are not counted.
 *
 * Once `counted` words were skipped, the text is searched for wanted beginnings
 * instead, eight bytes at a step: words that this search passes, and their pauses, are
 * not counted.
 */
struct coop_skipped coop_tokenizer_skip(struct coop_tokenizer *t,
	const struct coop_wanted_prefixes *wanted, uint32_t counted);

#endif
