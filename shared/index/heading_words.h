/*
 * heading_words.h - a heading taken apart into folded words, with the separators between them.
 */
#ifndef COOP_INDEX_HEADING_WORDS_H
#define COOP_INDEX_HEADING_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/* Bytes of a heading, a longer one is none; bytes of its words, and their number. */
enum { HEADING_BYTES = 80, HEADING_TEXT = 2 * HEADING_BYTES, HEADING_WORDS = 12 };

struct heading_words {
	char text[HEADING_TEXT];
	unsigned char begin[HEADING_WORDS], len[HEADING_WORDS];
	char apart[HEADING_WORDS]; /* the separator that stands before the word, or NUL */
	size_t count;              /* more than HEADING_WORDS: it is too long */
};

/* The beginning of a word, which has no end of its own. */
static inline const char *heading_word(const struct heading_words *w, size_t i)
{
	return w->text + w->begin[i];
}

/* Whether a word is one of a list that ends with NULL. */
static inline bool heading_word_is(
	const struct heading_words *w, size_t i, const char *const *list)
{
	return coop_is_one_of(heading_word(w, i), w->len[i], list);
}

/*
 * Takes a heading of at most HEADING_BYTES bytes apart, at separators and where a capital follows a small
 * letter. What stands in parentheses is left out, but a language. When memory runs out, `scratch` has its
 * failure set.
 */
void heading_split(
	const char *name, size_t len, struct heading_words *w, struct coop_buf *scratch);

#endif
