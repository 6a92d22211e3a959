/*
 * range.h - numbers and ranges of them, as they are typed behind a field.
 */
#ifndef COOP_QUERY_SYNTAX_RANGE_H
#define COOP_QUERY_SYNTAX_RANGE_H

#include <stdbool.h>
#include <stddef.h>

/* What kind of number is meant. */
enum qrange_kind { QRANGE_PLAIN, QRANGE_MINUTES, QRANGE_DECADE };

/*
 * Reads 1998, 1998..2005, 1998-2005, ..1990, 1998.., >52, >=52, <52, <=52; minutes also as
 * 1h30, 52min, 52'; decades as 80 or 1980. The bounds are included, from 0 to QRANGE_MAX.
 * False when it is none of these.
 */
bool qrange_parse(
	const char *s, size_t n, enum qrange_kind kind, unsigned *low, unsigned *high);

#endif
