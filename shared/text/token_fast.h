/*
 * token_fast.h - fast paths for plain words: letters only, perhaps after an elided
 * head.
 *
 * Most words of a text are plain: what the rules of token.h make of them depends on
 * their letters and the next character alone. coop_token_fast_read() reads such a word
 * without the general machinery. coop_word_scan() finds where words begin, eight bytes
 * at a step, before it is known what they are, so that a caller can look words up by
 * their bytes (word_cache.h).
 */
#ifndef COOP_TEXT_TOKEN_FAST_H
#define COOP_TEXT_TOKEN_FAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shared/text/elision.h"
#include "shared/text/token.h"

/*
 * What a character after a plain word says: nothing (take the general rules), that the
 * word ends here, or that it ends unless the next characters say otherwise.
 */
enum coop_word_end { COOP_WORD_END_NO = 0, COOP_WORD_END_YES, COOP_WORD_END_LOOK_AHEAD };
extern const unsigned char coop_word_end_class[256];

/*
 * Whether a blank at `at` ends a word. It does not in an address masked against robots,
 * "cap (at) " or "cap [@] " (whole_form.h).
 */
static inline bool coop_blank_ends_word(const char *text, size_t len, size_t at)
{
	if (len - at <= 2 || (text[at + 1] != '(' && text[at + 1] != '['))
		return true;
	return text[at + 2] != '@' && text[at + 2] != 'a';
}

/* Whether the text from `at` on cannot belong to the word that ends there. */
static inline bool coop_word_ends_at(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return true;
	unsigned char kind = coop_word_end_class[(unsigned char)text[at]];
	if (kind != COOP_WORD_END_LOOK_AHEAD)
		return kind == COOP_WORD_END_YES;
	/* in an address or an inclusive ending a letter follows the dot */
	if (text[at] == '.')
		at++;
	return at >= len || text[at] == '\n' ||
	       (text[at] == ' ' && coop_blank_ends_word(text, len, at));
}

/* Length in bytes of the apostrophe at `at`, ' or U+2019; 0 when there is none. */
static inline size_t coop_apostrophe_len(const char *text, size_t len, size_t at)
{
	if (at < len && text[at] == '\'')
		return 1;
	return len - at > 3 && memcmp(text + at, "\u2019", 3) == 0 ? 3 : 0;
}

/*
 * Reads the word that begins at the tokenizer's place, if it is plain: the same result
 * as by the rules, in a third of the time. Returns false, with nothing read, if it is
 * not.
 */
bool coop_token_fast_read(struct coop_tokenizer *t, struct coop_word *w);

/* Longer runs have the length 0: they are left to the rules. */
#define COOP_WORD_RUN_MAX 24

/*
 * Where a word begins, and its run: the ASCII letters, apostrophes and non-ASCII bytes
 * from there. If the run has a length, nothing after it belongs to its word, so that
 * its bytes alone determine whether the word is plain, and which word it is.
 */
struct coop_word_run {
	uint64_t bytes[COOP_WORD_RUN_MAX / 8]; /* padded with zeros */
	size_t off;                            /* in the text */
	unsigned len;   /* in bytes; 0 when the bytes alone do not determine the word */
	unsigned flags; /* SENTENCE, PARAGRAPH and PAUSE */
};

/* A scan ahead of the tokenizer; its members are those of struct coop_tokenizer. */
struct coop_word_scanner {
	const char *text;
	size_t len, at;
	unsigned flags;  /* SENTENCE, PARAGRAPH and PAUSE for the next word */
	unsigned breaks; /* which of SENTENCE and PARAGRAPH may occur within the text */
};

/*
 * Finds the next runs, up to `max`; returns how many, 0 at the end of the text. After a
 * run of length 0 the scan may miss words or report beginnings that are none, until it
 * is restarted at the tokenizer's place.
 */
size_t coop_word_scan(
	struct coop_word_scanner *s, struct coop_word_run *runs, size_t max);

#endif
