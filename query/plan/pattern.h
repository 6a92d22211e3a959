/*
 * pattern.h - patterns of words with two wildcards: * is any letters or none, ? is one letter.
 */
#ifndef COOP_QUERY_PLAN_PATTERN_H
#define COOP_QUERY_PLAN_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Appends a pattern, folded as the words of the index are: "Écon*" becomes "econ*". Pieces that
 * end at an apostrophe or the like before the first wildcard are dropped, as in "l'écon*". Nothing
 * is appended when no letter is left, or when it is longer than any word.
 */
void pattern_fold(const char *s, size_t n, struct coop_buf *out);

/* Whether a byte of a pattern is a wildcard. */
static inline bool pattern_is_wildcard(char c)
{
	return c == '*' || c == '?';
}

/* Whether a folded word matches. Each * is tried at most once for each byte of the word. */
bool pattern_matches(const char *pattern, size_t len, const char *word, size_t n);

/* The length of a pattern before its first wildcard. */
size_t pattern_prefix(const char *pattern, size_t len);

#endif
