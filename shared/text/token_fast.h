/*
 * token_fast.h - plain words: letters alone, perhaps behind an elided head.
 *
 * Most words of a text are plain, and what token.h's rules make of them is told by their
 * letters and by the character behind them. So they are read a short way; and where words
 * begin can be told ahead, at eight bytes a step, before it is known what they are.
 */
#ifndef COOP_TEXT_TOKEN_FAST_H
#define COOP_TEXT_TOKEN_FAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shared/text/token.h"

/* What may stand behind a plain word: a sign that ends it, or one that looks further. */
enum coop_word_end { COOP_WORD_END_NO = 0, COOP_WORD_END_YES, COOP_WORD_END_LOOK_AHEAD };
extern const unsigned char coop_word_end_class[256];

/*
 * Whether a blank at `at` ends a word: an address masked against robots may go on, "cap (at) "
 * or "cap [@] " (whole_form.h).
 */
static inline bool coop_blank_ends_word(const char *text, size_t len, size_t at)
{
	if (len - at <= 2 || (text[at + 1] != '(' && text[at + 1] != '['))
		return true;
	return text[at + 2] != '@' && text[at + 2] != 'a';
}

/* Whether nothing that stands at `at` can belong to the word that ends there. */
static inline bool coop_word_ends_at(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return true;
	unsigned char kind = coop_word_end_class[(unsigned char)text[at]];
	if (kind != COOP_WORD_END_LOOK_AHEAD)
		return kind == COOP_WORD_END_YES;
	/* an address or an inclusive ending has a letter behind its dot */
	if (text[at] == '.')
		at++;
	return at >= len || text[at] == '\n' ||
	       (text[at] == ' ' && coop_blank_ends_word(text, len, at));
}

/* The length of the usual apostrophes; 0 when there is none. */
static inline size_t coop_apostrophe_len(const char *text, size_t len, size_t at)
{
	if (at < len && text[at] == '\'')
		return 1;
	return len - at > 3 && memcmp(text + at, "\u2019", 3) == 0 ? 3 : 0;
}

/* Whether folded letters are a head that never belongs to the spelling of a word: l' d' qu' */
static inline bool coop_is_elided_head(const char *s, size_t len)
{
	return (len == 1 && memchr("ldjmtsnc", s[0], 8)) ||
	       (len == 2 && s[0] == 'q' && s[1] == 'u');
}

/*
 * Reads the word that begins where the tokenizer stands, when it is plain: what the rules
 * would make of it, at a third of the time. False, with nothing read, when it is not.
 */
bool coop_token_fast_read(struct coop_tokenizer *t, struct coop_word *w);

/* A longer run is not looked at as a whole. */
#define COOP_WORD_RUN_MAX 24

/*
 * A place where a word begins, and the run of ASCII letters, apostrophes and bytes of other
 * characters that begins there. With a run goes the promise that nothing behind it belongs to
 * its word: whether that word is plain, and which one, is then told by its bytes alone.
 */
struct coop_word_run {
	uint64_t bytes[COOP_WORD_RUN_MAX / 8]; /* filled up with zeros */
	size_t off;                            /* in the text */
	unsigned len;   /* in bytes; 0 when there is no run that tells the word */
	unsigned flags; /* SENTENCE, PARAGRAPH and PAUSE */
};

/* Where one who looks ahead has come to. */
struct coop_word_scanner {
	const char *text;
	size_t len, at;
	unsigned flags;  /* SENTENCE, PARAGRAPH and PAUSE for the next word */
	unsigned breaks; /* as in struct coop_tokenizer */
};

/*
 * Finds the next runs, `max` at most; returns how many, 0 at the end of the text. Behind one of
 * length 0 some beginnings may be missed, or told where there are none.
 */
size_t coop_word_scan(
	struct coop_word_scanner *s, struct coop_word_run *runs, size_t max);

#endif
