/*
 * numeral.h - figures and numerals, which are never taken for mistyped words: XIXe, 2ème, xviii.
 */
#ifndef COOP_QUERY_PLAN_NUMERAL_H
#define COOP_QUERY_PLAN_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a folded word has a digit, or is a Roman numeral: alone, or one up to 89, as of centuries,
 * with the ending of an ordinal. "civil" and "dixieme" are none.
 */
bool word_is_numeral(const char *word, size_t len);

#endif
