/*
 * token_skip.h - words passed over unread, for who looks for a few words in a text.
 *
 * Most words of a text are told by their first letters not to be those that are looked for.
 * Finding where they end, without folding them, takes a fraction of the time that
 * coop_tokenizer_next() does.
 */
#ifndef COOP_TEXT_TOKEN_SKIP_H
#define COOP_TEXT_TOKEN_SKIP_H

#include <stdint.h>

#include "shared/text/token.h"

enum { COOP_WANTED_PREFIXES = 8 };

/* How the words that are wanted begin. Begin with `= {0}`. */
struct coop_wanted_prefixes {
	/* by first and second letter, a bit for each third letter */
	uint32_t third[26][26];
	uint32_t first; /* a bit for each */
	uint64_t latin; /* a bit for each letter whose UTF-8 begins with C3 */
	bool digits;    /* those that begin with one */
	/* each, NUL for a letter that is not told, as long as they are few */
	unsigned char each[COOP_WANTED_PREFIXES][3];
	size_t count; /* of them all */
};

/*
 * Adds the words that begin with the same one to three bytes; those that are shorter count as
 * beginning so when they agree as far as they go.
 */
void coop_wanted_prefixes_add(
	struct coop_wanted_prefixes *b, const char *bytes, size_t len);

/* What was passed over. */
struct coop_skipped {
	uint32_t words, pauses; /* so many of the words were flagged PAUSE */
};

/*
 * Passes over words that are not wanted, JOINED ones not counted. Stops before the first that
 * may be wanted, and before any that is neither letters alone nor digits alone. Behind `counted`
 * words the text is searched for beginnings that are wanted, at eight bytes a step: words that
 * are leapt over so, and their pauses, are not counted.
 */
struct coop_skipped coop_tokenizer_skip(struct coop_tokenizer *t,
	const struct coop_wanted_prefixes *wanted, uint32_t counted);

#endif
