/*
 * range.h - reads numbers and ranges of numbers, the values of some fields.
 */
#ifndef COOP_QUERY_SYNTAX_RANGE_H
#define COOP_QUERY_SYNTAX_RANGE_H

#include <stdbool.h>
#include <stddef.h>

/* How the numbers are written. */
enum qrange_kind { QRANGE_PLAIN, QRANGE_MINUTES, QRANGE_DECADE };

/*
 * Reads 1998, 1998..2005, 1998-2005, ..1990, 1998.., >52, >=52, <52, <=52; minutes also as 1h30,
 * 52min or 52'; decades as 80 or 1980. Both bounds are inclusive, from 0 to QRANGE_MAX. False for
 * any other text.
 */
bool qrange_parse(
	const char *s, size_t n, enum qrange_kind kind, unsigned *low, unsigned *high);

#endif
