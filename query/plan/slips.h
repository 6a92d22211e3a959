/*
 * slips.h - how likely it is that a word was meant where another one was typed.
 */
#ifndef COOP_QUERY_PLAN_SLIPS_H
#define COOP_QUERY_PLAN_SLIPS_H

#include <stddef.h>

/*
 * What the slips cost that make the typed one of two folded words out of the one that was meant, to be
 * compared with ln(1 + df): the cheapest alignment by the costs of weights.h (CORRECT_...). That is the
 * negative logarithm of how likely they are, but for a constant (Kernighan, Church and Gale, "A spelling
 * correction program based on a noisy channel model", COLING 1990). Words of more than
 * COOP_WORDLIST_WORD_MAX bytes are far from all.
 */
double slips_cost(const char *typed, size_t n, const char *meant, size_t m);

#endif
