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

/* The i-th row of the table: a word, and what is stemmed instead; false after the last. */
bool coop_stem_exception_at(size_t i, const char **word, const char **instead);

/*
 * The i-th rule for words that are not in the table, the first that applies, as a regular expression of the
 * whole word and what takes its place, where $1 is the first group: for programs that are told our
 * analysis. False after the last; COOP_STEM_RULE_MAX is room for either.
 */
enum { COOP_STEM_RULE_MAX = 192 };
bool coop_stem_rule_at(
	size_t i, char pattern[COOP_STEM_RULE_MAX], char instead[COOP_STEM_RULE_MAX]);

#endif
