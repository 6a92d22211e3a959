/*
 * book_number.h - the check digits of the numbers of books, periodicals and articles of trade.
 *
 * ISBN-13 and EAN-13 (ISO 2108, ISO/IEC 15420): the sum of the digits, those at even places taken three
 * times, is a multiple of 10. ISBN-10 (ISO 2108:1992): the sum of the digits, taken 10, 9, ... 1 times,
 * is a multiple of 11. ISSN (ISO 3297): the same with 8, 7, ... 1. The last digit of the latter two may
 * be X, which is ten.
 */
#ifndef COOP_TEXT_BOOK_NUMBER_H
#define COOP_TEXT_BOOK_NUMBER_H

#include <stdbool.h>

enum { COOP_EAN_DIGITS = 13, COOP_ISBN10_DIGITS = 10, COOP_ISSN_DIGITS = 8 };

/* Whether the 13 digits, ASCII, are an EAN-13 or ISBN-13 by their check digit. */
bool coop_is_ean(const char digits[COOP_EAN_DIGITS]);

/* Whether 13 digits have the prefix of books. */
bool coop_is_book_prefix(const char digits[COOP_EAN_DIGITS]);

/* Whether 10 digits are an ISBN-10, and 8 an ISSN; a last x is in lower case. */
bool coop_is_isbn10(const char digits[COOP_ISBN10_DIGITS]);
bool coop_is_issn(const char digits[COOP_ISSN_DIGITS]);

/* Makes the ISBN-13 of an ISBN-10. */
void coop_isbn13_of(const char isbn10[COOP_ISBN10_DIGITS], char out[COOP_EAN_DIGITS]);

#endif
