/*
 * stem_exceptions.h - corrections of the Snowball stemmer for the vocabulary of this
 * field.
 *
 * Some words are replaced by others before they are stemmed, so that they share the
 * stem of their word family. Each row of the table has its reason, and
 * tests/tables/exceptions.tst a test for it. Changing the table requires a new
 * COOP_ANALYSIS_VERSION.
 */
#ifndef COOP_TEXT_STEM_EXCEPTIONS_H
#define COOP_TEXT_STEM_EXCEPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Puts the word to stem in place of a folded word into `out`, which has room for
 * COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM bytes. Returns false, with `*out_len` unset,
 * when the word is no exception.
 */
#define COOP_STEM_EXCEPTION_ROOM 8
bool coop_stem_exception(const char *word, size_t len, char *out, size_t *out_len);

/*
 * The words of the table that do not share their first three letters with their
 * replacement, such as yeux (oeil); NULL after the last. For all other words a stem of
 * four bytes or more begins with the first three letters of the word, which
 * token_skip.h relies on.
 */
const char *coop_stem_exception_moved(size_t i);

#endif
