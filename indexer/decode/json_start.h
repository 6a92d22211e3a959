/*
 * json_start.h - where JSON begins in a file, and whether it does.
 *
 * Beside blanks and a byte order mark, these may stand before it: )]}' and the like, by which programs
 * keep browsers from running their answers, and the start of a script: `callback(`, `var films =`.
 */
#ifndef COOP_INDEXER_DECODE_JSON_START_H
#define COOP_INDEXER_DECODE_JSON_START_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The offset of the first bracket or brace of JSON in the start of a file, in UTF-8 or another set that
 * extends ASCII; `n` when there is none. `*wrapped` tells whether more than blanks stand before it.
 */
size_t json_start(const char *s, size_t n, bool *wrapped);

/* Whether the start of a file is an object with a key, or an array of objects or of arrays. */
bool json_begins(const char *s, size_t n);

#endif
