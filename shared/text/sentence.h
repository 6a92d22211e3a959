/*
 * sentence.h - where a sentence of running text ends.
 *
 * '!' and '?' end one. A point does, but not
 *   - right before a letter or figure: 2.0, 987.54.17, .NET, fin.Suite
 *   - in a row of points, nor before a comma and its like: "etc., puis", "J.-P."
 *   - behind an initial: A. Camus, S. C. O. P.
 *   - behind an abbreviation: M. Dupont, bd. Voltaire, etc. Those of two consonants need not
 *     be known; those that are words too need a figure behind them: art. 5, vol. 2.
 * Case and accents do not matter, so that a text and a query typed in any way are parted alike.
 */
#ifndef COOP_TEXT_SENTENCE_H
#define COOP_TEXT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the character at `at` of a text, one of COOP_CLASS_STOP (fold.h), ends a sentence.
 * Looks at a bounded number of characters around it, and depends on nothing else.
 */
bool coop_ends_sentence(const char *text, size_t len, size_t at);

#endif
