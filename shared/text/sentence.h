/*
 * sentence.h - where sentences of running text end.
 *
 * '!' and '?' end one. A full stop does as well, except
 *   - right before a letter or digit: 2.0, 987.54.17, .NET, fin.Suite
 *   - in a row of dots, and before a comma and its like: "etc., puis", "J.-P."
 *   - after an initial: A. Camus, S. C. O. P.
 *   - after an abbreviation: M. Dupont, bd. Voltaire, etc. Those of two consonants are
 *     recognised without a list; those that are words as well count only before a figure or
 *     Roman numeral: art. 5, vol. II.
 * A colon, semicolon or ellipsis is a pause (token.h), never the end of a sentence, and
 * leaves no gap.
 *
 * Case and accents do not matter, so that documents and queries are split alike however
 * they are typed.
 */
#ifndef COOP_TEXT_SENTENCE_H
#define COOP_TEXT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the character at `at`, which has the class COOP_CLASS_STOP (fold.h), ends a
 * sentence. Depends only on a bounded number of characters around it.
 */
bool coop_ends_sentence(const char *text, size_t len, size_t at);

#endif
