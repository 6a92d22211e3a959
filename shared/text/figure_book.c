/*
 * figure_book.c - ISBN, EAN and ISSN, with or without hyphens and blanks: one word each.
 *
 * Where the check digit is wrong, digits are the number of a book by what else tells it: the prefix 978
 * or 979, the four groups of an ISBN-10, or the word ISBN or ISSN before them. They are never mended.
 */
#include <string.h>

#include "shared/text/book_number.h"
#include "shared/text/figure_text.h"
#include "shared/text/token.h"

/* Digits and what stands between them, read ahead. */
struct code {
	char digits[COOP_EAN_DIGITS]; /* the last may be x */
	size_t count, end;
	size_t groups,
		last; /* how many groups of digits, and the digits of the last one */
	bool blanks;  /* blanks stand between the groups */
	bool dashes;  /* a dash stands there for a hyphen */
};

/* The length of a dash that may be typed for a hyphen; 0 when there is none. */
static size_t dash(const struct coop_figure_text *t, size_t at)
{
	static const char *const dashes[] = {"\u2013", "\u2212"};
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		size_t n = strlen(dashes[i]);
		if (at < t->len && t->len - at >= n &&
			memcmp(t->s + at, dashes[i], n) == 0)
			return n;
	}
	return 0;
}

/* The length of what stands between two groups, the same everywhere; 0 when nothing. */
static size_t between(const struct coop_figure_text *t, size_t at, struct code *c)
{
	size_t blank = coop_figure_blank(t, at);
	size_t n = blank > 0 ? blank : coop_figure_hyphen(t, at);
	if (n == 0) {
		n = dash(t, at);
		c->dashes |= n > 0;
	}
	if (n == 0 || (c->groups > 1 && c->blanks != (blank > 0)))
		return 0;
	c->blanks = blank > 0;
	return n;
}

/* Whether the word ISBN or ISSN stands before a number, which then is one whatever its check digit. */
static bool is_named(const struct coop_figure_text *t, size_t at)
{
	enum { WORD = 4 /* letters */ };
	char word[WORD];
	for (size_t i = 0; i < WORD && at > 0 && strchr(": \xa0\xc2", t->s[at - 1]); i++)
		at--;
	if (at < WORD || (at > WORD && coop_figure_goes_on(t, at - WORD - 1)))
		return false;
	for (size_t i = 0; i < WORD; i++)
		word[i] = (char)(t->s[at - WORD + i] | 0x20);
	return memcmp(word, "isbn", WORD) == 0 || memcmp(word, "issn", WORD) == 0;
}

/* Whether a digit stands there, or the X that may be the last of so many. */
static bool is_next(
	const struct coop_figure_text *t, size_t at, size_t count, size_t most)
{
	bool x = count + 1 == most && most != COOP_EAN_DIGITS &&
		 (coop_figure_byte(t, at) | 0x20) == 'x';
	return x || coop_figure_digit(t, at);
}

/* Reads so many digits; false when there are fewer, or when the word goes on behind them. */
static bool read_code(
	const struct coop_figure_text *t, size_t at, size_t most, struct code *out)
{
	*out = (struct code){.groups = 1};
	while (out->count < most) {
		if (!is_next(t, at, out->count, most)) {
			size_t n = between(t, at, out);
			if (n == 0 || !is_next(t, at + n, out->count, most))
				return false;
			at += n;
			out->groups++;
			out->last = 0;
		}
		char c = t->s[at++];
		out->digits[out->count++] = c == 'X' ? 'x' : c;
		out->last++;
	}
	out->end = at;
	size_t hyphen = coop_figure_hyphen(t, at);
	return !coop_figure_goes_on(t, at) &&
	       (hyphen == 0 || !coop_figure_goes_on(t, at + hyphen));
}

/* Adds the canonical form, and what was typed in one piece where that is another. */
static bool add(struct coop_figure *f, size_t at, const struct code *c, const char *form,
	size_t len, unsigned flags)
{
	size_t begin = coop_figure_begin(f);
	coop_figure_put(f, form, len);
	coop_figure_end(f, begin, at, c->end, COOP_TOKEN_DIGITS | flags);
	if (c->groups == 1 && (len != c->count || memcmp(form, c->digits, len) != 0)) {
		begin = coop_figure_begin(f);
		coop_figure_put(f, c->digits, c->count);
		coop_figure_end(
			f, begin, at, c->end, COOP_TOKEN_JOINED | COOP_TOKEN_DIGITS);
	}
	f->end = c->end;
	return true;
}

/* 978-2-07-064309-7, 978 2070643097, 3 760123 456788 */
static bool read_ean(const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	enum { ISBN_GROUPS = 5, EAN_GROUPS = 3, EAN_LAST = 6 };
	struct code c;
	if (!read_code(t, at, COOP_EAN_DIGITS, &c))
		return false;
	bool book = coop_is_book_prefix(c.digits),
	     sure = book && (!c.blanks || is_named(t, at));
	if (!sure && !coop_is_ean(c.digits))
		return false;
	bool good =
		book ? c.groups <= 2 || !c.blanks || c.groups == ISBN_GROUPS
		     : c.groups == 1 || (c.groups == EAN_GROUPS && c.last == EAN_LAST);
	return good &&
	       add(out, at, &c, c.digits, COOP_EAN_DIGITS, book ? COOP_TOKEN_ISBN : 0);
}

/* 2-07-064309-5; in one piece it may be a telephone number, which stays */
static bool read_isbn10(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	enum { GROUPS = 4 };
	char isbn[COOP_EAN_DIGITS];
	struct code c;
	if (!read_code(t, at, COOP_ISBN10_DIGITS, &c) ||
		(c.groups != 1 && (c.groups != GROUPS || c.last != 1)))
		return false;
	bool named = is_named(t, at), phone = c.groups == 1 && c.digits[0] == '0' &&
					      c.digits[1] != '0' &&
					      c.digits[COOP_ISBN10_DIGITS - 1] != 'x';
	bool sure = named || (c.groups == GROUPS && !c.blanks);
	if (phone && !named)
		return false;
	if (!coop_is_isbn10(c.digits))
		return sure &&
		       add(out, at, &c, c.digits, COOP_ISBN10_DIGITS, COOP_TOKEN_ISBN);
	coop_isbn13_of(c.digits, isbn);
	return add(out, at, &c, isbn, sizeof isbn, COOP_TOKEN_ISBN);
}

/* Whether four digits may be a year. */
static bool is_year(const char *digits)
{
	return digits[0] == '1' || (digits[0] == '2' && digits[1] == '0');
}

/* 1628-4259, 1628 4259, 16284259; two years are none */
static bool read_issn(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	enum { HALF = COOP_ISSN_DIGITS / 2 };
	struct code c;
	if (!read_code(t, at, COOP_ISSN_DIGITS, &c) || c.groups > 2 ||
		(c.groups == 2 && c.last != HALF))
		return false;
	bool named = is_named(t, at);
	/* a dash without the word is that of a range */
	if (!named && (c.dashes || !coop_is_issn(c.digits)))
		return false;
	if (!named && c.groups == 2 && is_year(c.digits) && is_year(c.digits + HALF))
		return false;
	size_t blank = c.blanks ? coop_figure_blank(t, c.end) : 0;
	if (blank > 0 && coop_figure_digit(t, c.end + blank))
		return false; /* more groups of four */
	return add(out, at, &c, c.digits, COOP_ISSN_DIGITS, COOP_TOKEN_ISSN);
}

/* Whether digits may be the first group of an ISBN-10, which tells a country or language. */
static bool is_country(const struct coop_figure_text *t, size_t at, size_t digits)
{
	unsigned group = coop_figure_value(t, at, digits);
	switch (digits) {
	case 1:
		return group <= 7;
	case 2:
		return group >= 80 && group <= 94;
	case 3:
		return (group >= 600 && group <= 649) || group >= 950;
	default:
		return (digits == 4 && group >= 9900) || (digits == 5 && group >= 99900);
	}
}

bool coop_figure_read_book(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	enum { HALF = COOP_ISSN_DIGITS / 2, PREFIX = 3 };
	/* most numbers are none: the length of the first group tells */
	size_t digits = coop_figure_digits(t, at);
	bool ean = digits == COOP_EAN_DIGITS || digits == PREFIX || digits == 1,
	     isbn = digits + 1 == COOP_ISBN10_DIGITS || digits == COOP_ISBN10_DIGITS ||
		    is_country(t, at, digits),
	     issn = digits + 1 == COOP_ISSN_DIGITS || digits == COOP_ISSN_DIGITS ||
		    digits == HALF;
	return (ean && read_ean(t, at, out)) || (isbn && read_isbn10(t, at, out)) ||
	       (issn && read_issn(t, at, out));
}
