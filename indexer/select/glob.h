/*
 * glob.h - file names against patterns, as in a .gitignore.
 *
 * `*` is any characters but '/', `?` one of them, `[a-zé]` one of a set (`[!a-z]` one that is
 * not), `\` takes the next character as it is; between slashes, `**` is any number of folders.
 * A path is compared folder by folder, without recursion, in time of its length by the
 * pattern's. A character is one of UTF-8, or a byte that is not UTF-8. Case counts.
 */
#ifndef COOP_INDEXER_SELECT_GLOB_H
#define COOP_INDEXER_SELECT_GLOB_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a whole path, which neither begins nor ends with '/', is what the pattern says. */
bool glob_match(const char *pattern, size_t pattern_len, const char *path, size_t len);

/* Whether a pattern has characters that do not stand for themselves. */
bool glob_is_pattern(const char *s, size_t n);

#endif
