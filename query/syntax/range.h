/*
 * range.h - reads numbers and ranges of numbers, the values of some fields.
 */
#ifndef COOP_QUERY_SYNTAX_RANGE_H
#define COOP_QUERY_SYNTAX_RANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "query/syntax/field.h"

/* How the numbers are written. */
enum qrange_kind { QRANGE_PLAIN, QRANGE_MINUTES, QRANGE_DECADE };

/* How those of a field are; `decade` is that of qfield_by_name(). */
enum qrange_kind qrange_kind_of(enum qfield field, bool decade);

/* The year that two digits mean, 1980 for 80 and 2010 for 10; any other number is a year itself. */
unsigned qrange_year(unsigned number);

/*
 * Reads 1998, 1998..2005, 1998-2005, ..1990, 1998.., >52, >=52, <52, <=52; minutes also as 1h30,
 * 52min or 52'; decades as 80, 1980 or 1980s; years also as dates of figures (years.h). Both bounds are inclusive, from 0 to QRANGE_MAX. False for
 * any other text.
 */
bool qrange_parse(
	const char *s, size_t n, enum qrange_kind kind, unsigned *low, unsigned *high);

#endif
