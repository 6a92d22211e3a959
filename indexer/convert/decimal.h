/*
 * decimal.h - numbers as spreadsheets show them: 15 significant digits, rounded half up.
 */
#ifndef COOP_INDEXER_CONVERT_DECIMAL_H
#define COOP_INDEXER_CONVERT_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

enum { DECIMAL_DIGITS = 15, DECIMAL_PLACES_MAX = 30 };

/*
 * A number without its sign: `count` digits, and where the point is: after the first `point` of them,
 * which may be more digits than there are, or fewer than none. 0 has no digits.
 */
struct decimal {
	bool negative;
	char digits[DECIMAL_DIGITS + 1];
	size_t count;
	int point;
};

/* False when a text is no number, or not a finite one; blanks around it do not matter. */
bool decimal_read(const char *s, size_t n, struct decimal *out);
double decimal_value(const struct decimal *d);

/* Multiplies by a power of ten. */
void decimal_scale(struct decimal *d, int power);
/* Rounds to some places after the point. */
void decimal_round(struct decimal *d, size_t places);

/* The digit at a place: 0 is the first before the point, 1 the one left of it, -1 the first after it. */
char decimal_digit(const struct decimal *d, int place);
/* How many digits there are before the point, and how many after it. */
size_t decimal_whole(const struct decimal *d);
size_t decimal_places(const struct decimal *d);

/* Appends it in full, without an exponent, with its sign: 1998, -0.5. */
void decimal_add(const struct decimal *d, struct coop_buf *out);

/*
 * Appends a number as a cell without a format shows it: 1998 for 1998.0, 9782070360024 for
 * 9.782070360024E12. Whole numbers of many digits stay as they are; so does what is no number.
 */
void decimal_add_plain(const char *s, size_t n, struct coop_buf *out);

#endif
