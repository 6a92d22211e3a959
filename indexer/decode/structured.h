/*
 * structured.h - texts whose structure no reader knows: sources of LaTeX, vCards, calendars, dumps of
 * databases, lists in YAML, logs. As one notice of running text they would only be in the way.
 */
#ifndef COOP_INDEXER_DECODE_STRUCTURED_H
#define COOP_INDEXER_DECODE_STRUCTURED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/refused.h"

/* By the start of a text. Lines that look like YAML, or like LaTeX, are not enough: nearly all must. */
enum refused structured_find(const char *s, size_t n);

/* Whether nearly all lines, ten at least, begin with a time as programs write it. Such a text is read. */
bool structured_is_log(const char *s, size_t n);

#endif
