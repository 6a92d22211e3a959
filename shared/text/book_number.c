#include "shared/text/book_number.h"

#include <string.h>

/* The sum that the check digit of an EAN completes, over its first 12 digits or all 13. */
static unsigned ean_sum(const char *digits, unsigned count)
{
	enum { AT_EVEN_PLACES = 3 };
	unsigned sum = 0;
	for (unsigned i = 0; i < count; i++)
		sum += (unsigned)(digits[i] - '0') * (i % 2 ? AT_EVEN_PLACES : 1);
	return sum;
}

/* Whether digits, taken `count`, ... 2, 1 times, add up to a multiple of 11. */
static bool is_weighted(const char *digits, unsigned count)
{
	enum { BY = 11, X = 10 };
	unsigned sum = 0;
	for (unsigned i = 0; i < count; i++)
		sum += (digits[i] == 'x' ? X : (unsigned)(digits[i] - '0')) * (count - i);
	return sum % BY == 0;
}

bool coop_is_ean(const char digits[COOP_EAN_DIGITS])
{
	return ean_sum(digits, COOP_EAN_DIGITS) % 10 == 0;
}

bool coop_is_book_prefix(const char digits[COOP_EAN_DIGITS])
{
	return memcmp(digits, "978", 3) == 0 || memcmp(digits, "979", 3) == 0;
}

bool coop_is_isbn10(const char digits[COOP_ISBN10_DIGITS])
{
	return is_weighted(digits, COOP_ISBN10_DIGITS);
}

bool coop_is_issn(const char digits[COOP_ISSN_DIGITS])
{
	return is_weighted(digits, COOP_ISSN_DIGITS);
}

void coop_isbn13_of(const char isbn10[COOP_ISBN10_DIGITS], char out[COOP_EAN_DIGITS])
{
	enum { PREFIX = 3, LAST = COOP_EAN_DIGITS - 1 };
	memcpy(out, "978", PREFIX);
	memcpy(out + PREFIX, isbn10, COOP_ISBN10_DIGITS - 1);
	out[LAST] = (char)('0' + (10 - ean_sum(out, LAST) % 10) % 10);
}
