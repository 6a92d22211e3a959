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
#include "shared/text/wanted_prefixes.h"

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
