#include "query/syntax/range.h"

#include <string.h>

#include "query/syntax/parser.h"
#include "shared/index/years.h"

enum qrange_kind qrange_kind_of(enum qfield field, bool decade)
{
	if (decade)
		return QRANGE_DECADE;
	return field == (enum qfield)COOP_F_MINUTES ? QRANGE_MINUTES : QRANGE_PLAIN;
}

unsigned qrange_year(unsigned number)
{
	enum { THIS_CENTURY = 30, CENTURY = 100 };
	if (number >= CENTURY)
		return number;
	return number + (number < THIS_CENTURY ? 2000 : 1900);
}

/* The rest of the text. */
struct input {
	const char *s;
	size_t n;
};

static bool take(struct input *c, const char *what)
{
	size_t len = strlen(what);
	if (c->n < len || memcmp(c->s, what, len) != 0)
		return false;
	c->s += len;
	c->n -= len;
	return true;
}

static bool take_number(struct input *c, unsigned *out)
{
	size_t digits = 0;
	*out = 0;
	for (; digits < c->n && c->s[digits] >= '0' && c->s[digits] <= '9'; digits++)
		if (*out <= QRANGE_MAX)
			*out = *out * 10 + (unsigned)(c->s[digits] - '0');
	c->s += digits;
	c->n -= digits;
	return digits > 0 && *out <= QRANGE_MAX;
}

/* 52, 52min, 1h, 1h30 */
static bool take_minutes(struct input *c, unsigned *out)
{
	unsigned more = 0;
	if (!take_number(c, out))
		return false;
	if (take(c, "h") || take(c, "H")) {
		take_number(c, &more);
		*out = *out > QRANGE_MAX / 61 ? QRANGE_MAX : *out * 60 + more % 1000;
	}
	if (!take(c, "min") && !take(c, "mn"))
		take(c, "'");
	return true;
}

/* The first year of a decade: 80, 1980 and 1980s are 1980, 10 is 2010. */
static bool take_decade(struct input *c, unsigned *out)
{
	if (!take_number(c, out))
		return false;
	*out = qrange_year(*out);
	*out -= *out % 10;
	take(c, "s");
	return true;
}

static bool take_value(struct input *c, enum qrange_kind kind, unsigned *out)
{
	switch (kind) {
	case QRANGE_MINUTES:
		return take_minutes(c, out);
	case QRANGE_DECADE:
		return take_decade(c, out);
	default:
		return take_number(c, out);
	}
}

/* Reads >52, >=52, <52 or <=52; false for any other text. */
static bool take_comparison(
	struct input *c, enum qrange_kind kind, unsigned *low, unsigned *high)
{
	unsigned value;
	bool above = take(c, ">"), below = !above && take(c, "<"), equal = take(c, "=");
	if ((!above && !below) || !take_value(c, kind, &value))
		return false;
	*low = above ? value + !equal : 0;
	*high = above ? QRANGE_MAX : value;
	if (below && !equal)
		*high = value > 0 ? value - 1 : 0;
	return *low <= QRANGE_MAX;
}

/* Reads a decade as catalogues write it: 198?, [199-]; false for any other text. */
static bool take_open_decade(const char *s, size_t n, unsigned *low, unsigned *high)
{
	enum { LENGTH = 4 };
	struct coop_years years;
	if (n == LENGTH + 2 && s[0] == '[' && s[n - 1] == ']') {
		s++;
		n -= 2;
	}
	if (n != LENGTH || !strchr("?-", s[n - 1]) || s[n - 1] == '\0' ||
		!coop_years_next(s, n, 0, &years) || years.next != n)
		return false;
	*low = years.low;
	*high = years.last;
	return true;
}

/* Reads a date of figures alone, as 12/03/1998, 1998-03-12 and 1985-87; false for any other text. */
static bool take_date(const char *s, size_t n, unsigned *low, unsigned *high)
{
	struct coop_years years;
	bool sign = false;
	for (size_t i = 0; i < n; i++) {
		bool digit = s[i] >= '0' && s[i] <= '9';
		if (!digit && (i == 0 || i + 1 == n || !strchr("-/.", s[i]) ||
				      strchr("-/.", s[i - 1])))
			return false;
		sign |= !digit;
	}
	if (!sign || !coop_years_next(s, n, 0, &years))
		return false;
	*low = years.low;
	*high = years.last;
	return true;
}

bool qrange_parse(
	const char *s, size_t n, enum qrange_kind kind, unsigned *low, unsigned *high)
{
	struct input c = {s, n};
	if (kind == QRANGE_PLAIN &&
		(take_date(s, n, low, high) || take_open_decade(s, n, low, high)))
		return true;
	if (n > 0 && (*s == '>' || *s == '<'))
		return take_comparison(&c, kind, low, high) && c.n == 0;
	bool from = take_value(&c, kind, low), dots;
	if (!from && c.s != s)
		return false; /* too large a number */
	dots = take(&c, "..") || (from && (take(&c, "-") || take(&c, "\u2013")));
	if (!dots) {
		*high = kind == QRANGE_DECADE ? *low + 9 : *low;
		return from && c.n == 0;
	}
	bool to = c.n > 0;
	if (to && (!take_value(&c, kind, high) || c.n > 0))
		return false;
	if (to && kind == QRANGE_DECADE)
		*high += 9;
	*low = from ? *low : 0;
	*high = to ? *high : QRANGE_MAX;
	if (*low > *high) {
		unsigned swapped = *low;
		*low = *high;
		*high = swapped;
	}
	return from || to;
}
