/*
 * pattern.h - words with * (any letters, or none) and ? (one letter) in them.
 */
#ifndef COOP_QUERY_PLAN_PATTERN_H
#define COOP_QUERY_PLAN_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Appends a pattern folded as the words of the index are, so that "Écon*" is "econ*". Of
 * pieces between apostrophes and the like the last one with a sign counts: "l'écon*".
 * Nothing is appended when no letter is left, or it is longer than any word.
 */
void pattern_fold(const char *s, size_t n, struct coop_buf *out);

/* Whether a byte of a pattern is a sign. */
static inline bool pattern_is_sign(char c)
{
	return c == '*' || c == '?';
}

/* Whether a folded word is of that form. `*` tries once for each of its bytes at most. */
bool pattern_matches(const char *pattern, size_t len, const char *word, size_t n);

/* How many bytes from the start of a pattern stand for themselves. */
size_t pattern_prefix(const char *pattern, size_t len);

#endif
