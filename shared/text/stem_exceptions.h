/*
 * stem_exceptions.h - what the Snowball stemmer gets wrong in our field.
 *
 * Some words are replaced before they are stemmed, so that they meet their family. Each
 * line of the table has its reason; tests/tables/exceptions.tst has a test for each. A
 * change of the table is a change of COOP_ANALYSIS_VERSION.
 */
#ifndef COOP_TEXT_STEM_EXCEPTIONS_H
#define COOP_TEXT_STEM_EXCEPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The word to stem instead of a folded word; false when it is no exception. `out` has
 * room for COOP_WORD_MAX bytes and a few more; `*out_len` is set only on success.
 */
#define COOP_STEM_EXCEPTION_ROOM 8
bool coop_stem_exception(const char *word, size_t len, char *out, size_t *out_len);

/*
 * The words of the table whose first three letters are others than those of what is stemmed
 * instead of them, such as yeux and oeil; NULL behind the last. All other words keep these
 * letters in a stem of four bytes or more.
 */
const char *coop_stem_exception_moved(size_t i);

#endif
