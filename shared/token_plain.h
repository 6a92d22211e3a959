/*
 * token_plain.h - what token.c and pass.c know of plain words: those that are letters alone,
 * as most are, with nothing behind them that could belong to them.
 */
#ifndef COOP_TOKEN_PLAIN_H
#define COOP_TOKEN_PLAIN_H

#include <string.h>

#include "shared/token.h"

/* Skips what stands between words, remembering where sentences and paragraphs end. */
void coop_token_skip(struct coop_tokenizer *t);

/* Whether a blank at `at` ends a word: a masked address may go on, "cap (at) ". */
static inline bool coop_blank_ends_word(const struct coop_tokenizer *t, size_t at)
{
	if (at + 2 >= t->len || (t->text[at + 1] != '(' && t->text[at + 1] != '['))
		return true;
	return t->text[at + 2] != '@' && t->text[at + 2] != 'a';
}

/* Whether nothing that stands at `at` can belong to the word that ends there. */
static inline bool coop_word_ends_plain(const struct coop_tokenizer *t, size_t at)
{
	if (at >= t->len)
		return true;
	if (t->text[at] == ' ') /* as most do */
		return coop_blank_ends_word(t, at);
	switch (t->text[at]) {
	case '\n':
	case ',':
	case ')':
	case '"':
	case ';':
	case ':':
	case '!':
	case '?':
		return true;
	case '.': /* an address or an inclusive ending has a letter behind it */
		at++;
		return at >= t->len || t->text[at] == '\n' ||
		       (t->text[at] == ' ' && coop_blank_ends_word(t, at));
	default:
		return false;
	}
}

/* The length of the usual apostrophes; 0 when there is none. */
static inline size_t coop_apostrophe(const struct coop_tokenizer *t, size_t at)
{
	if (at < t->len && t->text[at] == '\'')
		return 1;
	return t->len - at > 3 && memcmp(t->text + at, "\u2019", 3) == 0 ? 3 : 0;
}

/* Whether a folded run is a head that never belongs to the spelling of a word: l' d' qu' */
static inline bool coop_is_plain_head(const char *s, size_t len)
{
	return (len == 1 && memchr("ldjmtsnc", s[0], 8)) ||
	       (len == 2 && s[0] == 'q' && s[1] == 'u');
}

#endif
