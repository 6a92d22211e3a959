#include "shared/index/years.h"

#include <stdint.h>
#include <string.h>

enum { FIRST = 1000, LAST = 2100, DIGITS = 4, FIRST_DECADE = 1400, TO_LAST = 9 };

static bool is_digit(const char *s, size_t n, size_t i)
{
	return i < n && s[i] >= '0' && s[i] <= '9';
}

/* Whether a byte begins one of the letters of Latin-1 and Latin Extended-A: no sign, no dash. */
static bool begins_letter(char c)
{
	return (unsigned char)c >= 0xc3 && (unsigned char)c <= 0xc5;
}

static bool is_ascii_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_letter(const char *s, size_t n, size_t i)
{
	return i < n && (is_ascii_letter(s[i]) || begins_letter(s[i]));
}

/* Whether a letter ends before an offset. */
static bool is_after_letter(const char *s, size_t i)
{
	return i > 0 && (is_ascii_letter(s[i - 1]) || (i > 1 && begins_letter(s[i - 2])));
}

static size_t count_digits(const char *s, size_t n, size_t i)
{
	size_t end = i;
	while (is_digit(s, n, end))
		end++;
	return end - i;
}

static unsigned number_at(const char *s, size_t digits)
{
	unsigned number = 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (unsigned)(s[i] - '0');
	return number;
}

/* Whether four digits are a year. */
static bool is_year(unsigned year)
{
	return year >= FIRST && year <= LAST;
}

/* The length of what joins the ends of a range: a hyphen, a dash or a slash; 0 if nothing. */
static size_t joins(const char *s, size_t n, size_t i)
{
	size_t begin = i;
	while (i < n && s[i] == ' ')
		i++;
	if (i < n && (s[i] == '-' || s[i] == '/'))
		i++;
	else if (n - i >= 3 && memcmp(s + i, "\xe2\x80", 2) == 0)
		i += 3;
	else
		return 0;
	while (i < n && s[i] == ' ')
		i++;
	return i - begin;
}

/* The length of " et " behind the year at `i`, if "entre" stands before it; 0 otherwise. */
static size_t joins_between(const char *s, size_t n, size_t i)
{
	static const char before[] = "ntre ", et[] = " et ";
	size_t end = i + DIGITS, first = sizeof before - 1, second = sizeof et - 1;
	bool good = i > first && (s[i - first - 1] | 0x20) == 'e' &&
		    memcmp(s + i - first, before, first) == 0 && n - end >= second &&
		    memcmp(s + end, et, second) == 0;
	return good ? second : 0;
}

/*
 * Reads the end of a range behind a year, and sets where it ends. Of two digits, 2003-05 is a month,
 * 1985-87 a year; 1999-03-12 and 1999/03/12 are days.
 */
static void take_end(const char *s, size_t n, struct coop_years *out)
{
	enum { MONTHS = 12, CENTURY = 100 };
	size_t by = joins(s, n, out->next);
	by = by > 0 ? by : joins_between(s, n, out->next - DIGITS);
	size_t at = out->next + by;
	size_t digits = by > 0 ? count_digits(s, n, at) : 0;
	unsigned high = digits > 0 && digits <= DIGITS ? number_at(s + at, digits) : 0;
	if (digits == 2 && high > MONTHS && (at + 2 >= n || s[at + 2] != s[at - 1]))
		high += out->low - out->low % CENTURY;
	else if (digits != DIGITS)
		return;
	if (!is_year(high) || high <= out->low)
		return;
	out->high = out->last = high;
	out->high_word = digits == DIGITS && !is_letter(s, n, at + digits);
	out->next = at + digits;
}

/* Three digits and a sign for the fourth: [199-], 198?, 198., 198X. */
static bool take_decade(const char *s, size_t n, size_t i, struct coop_years *out)
{
	unsigned low = number_at(s + i, DIGITS - 1) * 10;
	size_t end = i + DIGITS - 1;
	if (end >= n || !strchr("-?._uxX", s[end]) || s[end] == '\0' ||
		low < FIRST_DECADE || !is_year(low) || is_digit(s, n, end + 1) ||
		is_letter(s, n, end + 1))
		return false;
	*out = (struct coop_years){low, low, low + TO_LAST, false, false, end + 1};
	return true;
}

/* Whether "années" stands before a number. */
static bool is_after_plural(const char *s, size_t i)
{
	enum { WORD = 6 /* letters of "annees", of which one may take two bytes */ };
	return i > WORD && s[i - 1] == ' ' && memcmp(s + i - 3, "es", 2) == 0 &&
	       (memcmp(s + i - WORD, "nne", 3) == 0 ||
		       memcmp(s + i - WORD - 1, "nn\xc3", 3) == 0);
}

/* Two digits behind "années": 80 is 1980, 10 is 2010. */
static bool take_short_decade(const char *s, size_t i, struct coop_years *out)
{
	enum { OF_OUR_CENTURY = 30 };
	unsigned low = number_at(s + i, 2);
	low += low < OF_OUR_CENTURY ? 2000 : 1900;
	*out = (struct coop_years){low, low, low + TO_LAST, false, false, i + 2};
	return low % 10 == 0 && is_after_plural(s, i);
}

/* Whether a number follows the c or p of a copyright: c1985. */
static bool is_after_copyright(const char *s, size_t i)
{
	return strchr("cCpP", s[i - 1]) && !is_after_letter(s, i - 1);
}

/* Four digits, alone or as a decade or the beginning of a range. */
static bool take_year(const char *s, size_t n, size_t i, struct coop_years *out)
{
	unsigned year = number_at(s + i, DIGITS);
	size_t end = i + DIGITS;
	bool alone = !is_after_letter(s, i), word = alone && !is_letter(s, n, end);
	if (!is_year(year) || (!alone && !is_after_copyright(s, i)))
		return false;
	bool plural = end < n && s[end] == 's' && !is_letter(s, n, end + 1);
	bool decade = year % 10 == 0 && (plural || is_after_plural(s, i));
	*out = (struct coop_years){year, year, decade ? year + TO_LAST : year, word, word,
		end + (decade && plural)};
	if (!decade)
		take_end(s, n, out);
	return true;
}

/* ---- Roman numbers ---- */

static unsigned roman_digit(char c)
{
	static const char letters[] = "IVXLCDM";
	static const unsigned values[] = {1, 5, 10, 50, 100, 500, 1000};
	const char *at = c ? strchr(letters, c) : NULL;
	return at ? values[at - letters] : 0;
}

/* A word of the capitals M, D, C, L, X, V and I that begins with M and is a year. */
static bool take_roman(const char *s, size_t n, size_t i, struct coop_years *out)
{
	enum { LONGEST = 16, SHORTEST = 2 };
	unsigned year = 0;
	size_t end = i;
	for (; end < n && end - i < LONGEST && roman_digit(s[end]) > 0; end++) {
		unsigned digit = roman_digit(s[end]);
		unsigned next = end + 1 < n ? roman_digit(s[end + 1]) : 0;
		year = digit < next ? year - digit : year + digit;
	}
	if (s[i] != 'M' || end - i < SHORTEST || is_letter(s, n, end) ||
		is_digit(s, n, end) || !is_year(year))
		return false;
	*out = (struct coop_years){year, year, year, false, false, end};
	return true;
}

bool coop_years_next(const char *s, size_t n, size_t from, struct coop_years *out)
{
	for (size_t i = from; i < n;) {
		size_t digits = count_digits(s, n, i);
		if ((digits == DIGITS && take_year(s, n, i, out)) ||
			(digits == DIGITS - 1 && take_decade(s, n, i, out)) ||
			(digits == 2 && take_short_decade(s, i, out)) ||
			(digits == 0 && s[i] == 'M' && !is_after_letter(s, i) &&
				take_roman(s, n, i, out)))
			return true;
		i += digits > 0 ? digits : 1;
	}
	return false;
}

unsigned coop_years_first(const char *s, size_t n)
{
	struct coop_years found;
	n = n < COOP_YEARS_READ ? n : COOP_YEARS_READ;
	bool some = coop_years_next(s, n, 0, &found) && found.last == found.high;
	return some ? found.low : 0;
}

bool coop_years_any(const char *s, size_t n)
{
	struct coop_years found;
	return coop_years_next(s, n, 0, &found);
}
