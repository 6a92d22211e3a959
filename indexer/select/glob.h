/*
 * glob.h - matches paths against patterns, with the syntax of a .gitignore.
 *
 * `*` matches any characters except '/', `?` one of them, `[a-zé]` one of a set (`[!a-z]` one that
 * is not), `\` makes the next character literal; between slashes, `**` matches any number of
 * folders. A path is matched folder by folder, without recursion, in O(path * pattern) time. A
 * character is one of UTF-8, or a byte that is not UTF-8. Case matters.
 */
#ifndef COOP_INDEXER_SELECT_GLOB_H
#define COOP_INDEXER_SELECT_GLOB_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a pattern matches a whole path, which neither begins nor ends with '/'. */
bool glob_match(const char *pattern, size_t pattern_len, const char *path, size_t len);

/* Whether a pattern has characters that are not literal. */
bool glob_is_pattern(const char *s, size_t n);

#endif
