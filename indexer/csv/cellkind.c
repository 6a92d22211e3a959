#include "indexer/csv/cellkind.h"

#include <string.h>

#include "indexer/decode/duration.h"

enum { CODE_MAX = 40, TYPED_MAX = 24 /* bytes; a longer cell is text */ };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t count_digits(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && is_digit(s[i]))
		i++;
	return i;
}

static bool is_url(const char *s, size_t n)
{
	return (n > 7 && memcmp(s, "http://", 7) == 0) ||
	       (n > 8 && memcmp(s, "https://", 8) == 0) ||
	       (n > 4 && memcmp(s, "www.", 4) == 0 && !memchr(s, ' ', n));
}

static bool parts_a_date(char c)
{
	return c == '/' || c == '-' || c == '.';
}

/* Three groups of digits with the same separator. */
static bool is_date(const char *s, size_t n)
{
	size_t a = count_digits(s, n);
	if (a == 0 || a == n || !parts_a_date(s[a]))
		return false;
	size_t b = count_digits(s + a + 1, n - a - 1);
	size_t second = a + 1 + b;
	if (b == 0 || b > 2 || second >= n || s[second] != s[a])
		return false;
	size_t c = count_digits(s + second + 1, n - second - 1);
	bool short_ends = a <= 2 && (c == 2 || c == 4), iso = a == 4 && c > 0 && c <= 2;
	return second + 1 + c == n && (short_ends || iso);
}

static bool is_decimal(const char *s, size_t n)
{
	size_t a = count_digits(s, n);
	return a > 0 && a + 1 < n && (s[a] == ',' || s[a] == '.') &&
	       count_digits(s + a + 1, n - a - 1) == n - a - 1;
}

static bool is_year(const char *s)
{
	int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
		   (s[3] - '0');
	return year >= 1880 && year <= 2100;
}

enum cell_kind cell_kind(const char *s, size_t n)
{
	unsigned minutes;
	if (n == 0)
		return CELL_EMPTY;
	if (is_url(s, n))
		return CELL_URL;
	if (n > TYPED_MAX)
		return CELL_TEXT;
	size_t digits = count_digits(s, n);
	if (digits == n)
		return n == 4 && is_year(s) ? CELL_YEAR : CELL_NUMBER;
	size_t sign = s[0] == '-' && n > 1;
	if (is_decimal(s + sign, n - sign))
		return CELL_DECIMAL;
	if (digits == 0)
		return CELL_TEXT;
	if (is_date(s, n))
		return CELL_DATE;
	return duration_parse(s, n, &minutes) ? CELL_MINUTES : CELL_TEXT;
}

uint32_t cell_shape(const char *s, size_t n)
{
	uint32_t shape = 2166136261U; /* FNV-1a */
	unsigned char before = 0;
	bool digits = false;
	if (n > CODE_MAX)
		return 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c <= ' ')
			return 0;
		if (is_digit((char)c)) {
			digits = true;
			c = '9';
		} else if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
			c = 'a';
		}
		if (c == before && (c == '9' || c == 'a'))
			continue;
		shape = (shape ^ c) * 16777619U;
		before = c;
	}
	return digits && shape != 0 ? shape : 0;
}
