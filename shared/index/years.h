/*
 * years.h - the years that a date tells, as catalogues write dates.
 *
 *	1998, c1985, ©1985, ca 1985, [1985?], impr. 1997, DL 2003     one year
 *	12/03/1999, 2003-05, 2003-05-14                              its year
 *	1985-1987, 1985/1987, 1985-87, [ca 1910-1920]                the first and the last
 *	[entre 1970 et 1975]                                         the first and the last
 *	[199-], 198?, 198., 1980s, "années 80"                       the first of a decade
 *	MCMXCVIII                                                    a Roman number
 *
 * A century ([19--]) and a day without a year tell none. A query finds a date by each of its years; it
 * is counted and sorted by the ends of a range, and by the first year of a decade.
 */
#ifndef COOP_INDEX_YEARS_H
#define COOP_INDEX_YEARS_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of a value that are read for years; and the most finds that these can hold. */
enum { COOP_YEARS_READ = 200, COOP_YEARS_MAX = 64 };

/* The first and the last year of a date; both are the same for a single year and a decade. */
struct coop_years {
	unsigned low, high;
	unsigned
		last; /* the last year that is meant: of a decade the tenth, else `high` */
	bool low_word, high_word; /* that year stands there as a word, four digits */
	size_t next;              /* where in the text the next may begin */
};

/* Finds the first years in a text from an offset on; false when there are none. */
bool coop_years_next(const char *s, size_t n, size_t from, struct coop_years *out);

/* The first year that a text tells; 0 when there is none, and where a decade comes first. */
unsigned coop_years_first(const char *s, size_t n);

/* Whether a text tells years. */
bool coop_years_any(const char *s, size_t n);

#endif
