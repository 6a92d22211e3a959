/*
 * figure_date.c - days and months: 12 mars 1998, 1er mars, 12/03/1998, 1998-03-12, 03/1998.
 */
#include <stdio.h>
#include <string.h>

#include "shared/text/figure_text.h"
#include "shared/text/token.h"

enum { MONTHS = 12, DAYS = 31, FIRST_YEAR = 1000, LAST_YEAR = 2100, YEAR_DIGITS = 4 };

/* The months, and how they are abbreviated before a year. */
static const struct {
	const char *name, *brief[3];
} months[MONTHS] = {{"janvier", {"janv", "jan"}}, {"fevrier", {"fevr", "fev"}},
	{"mars", {NULL}}, {"avril", {"avr"}}, {"mai", {NULL}}, {"juin", {NULL}},
	{"juillet", {"juil"}}, {"aout", {NULL}}, {"septembre", {"sept"}},
	{"octobre", {"oct"}}, {"novembre", {"nov"}}, {"decembre", {"dec"}}};

/* A part of a date: its value, and where it stands. */
struct part {
	unsigned value;
	size_t off, end;
};

/* The parts of a date. */
struct date {
	struct part day, month, year;
	bool reversed; /* the year comes first */
};

/* Reads a number of so many digits between two bounds, which ends there. */
static bool take(const struct coop_figure_text *t, size_t at, size_t least, size_t most,
	unsigned low, unsigned high, struct part *out)
{
	size_t n = coop_figure_digits(t, at);
	if (n < least || n > most)
		return false;
	*out = (struct part){coop_figure_value(t, at, n), at, at + n};
	return out->value >= low && out->value <= high;
}

static bool take_day(const struct coop_figure_text *t, size_t at, struct part *out)
{
	return take(t, at, 1, 2, 1, DAYS, out);
}

static bool take_month(
	const struct coop_figure_text *t, size_t at, size_t least, struct part *out)
{
	return take(t, at, least, 2, 1, MONTHS, out);
}

static bool take_year(const struct coop_figure_text *t, size_t at, struct part *out)
{
	return take(t, at, YEAR_DIGITS, YEAR_DIGITS, FIRST_YEAR, LAST_YEAR, out);
}

/* Whether nothing that belongs to a number stands behind one. */
static bool ends(const struct coop_figure_text *t, size_t at)
{
	char c = coop_figure_byte(t, at);
	bool joined = c != '\0' && strchr(".,/-", c) && coop_figure_digit(t, at + 1);
	return !joined && !coop_figure_goes_on(t, at);
}

/* The length of the sign between the numbers of a date; 0 when there is none. */
static size_t sign(const struct coop_figure_text *t, size_t at)
{
	char c = coop_figure_byte(t, at);
	return c == '/' || c == '.' ? 1 : coop_figure_hyphen(t, at);
}

/* Whether the same sign stands at both places. */
static bool same_sign(const struct coop_figure_text *t, size_t a, size_t b)
{
	size_t n = sign(t, a);
	return n > 0 && sign(t, b) == n && memcmp(t->s + a, t->s + b, n) == 0;
}

/* Puts a day of a year in the form of ISO 8601. */
static void put_iso(struct coop_figure *f, unsigned year, const struct date *d)
{
	char s[sizeof "2147483648-00-00" + 16];
	int n = snprintf(
		s, sizeof s, "%04u-%02u-%02u", year, d->month.value, d->day.value);
	coop_figure_put(f, s, n > 0 ? (size_t)n : 0);
}

/* Adds a number without zeros at its beginning. */
static void add_number(struct coop_figure *f, const struct part *p)
{
	char s[16];
	int n = snprintf(s, sizeof s, "%u", p->value);
	size_t begin = coop_figure_begin(f);
	coop_figure_put(f, s, n > 0 ? (size_t)n : 0);
	coop_figure_end(f, begin, p->off, p->end, COOP_TOKEN_DIGITS);
}

/* Adds a day; of the first of a month, written 1 or 1er, the ordinal, and its number beside it. */
static void add_day(struct coop_figure *f, const struct part *p)
{
	static const char first[] = "1er";
	if (p->value != 1) {
		add_number(f, p);
		return;
	}
	coop_figure_add(f, first, sizeof first - 1, p->off, p->end,
		COOP_TOKEN_DIGITS | COOP_TOKEN_ORDINAL);
	coop_figure_add(
		f, first, 1, p->off, p->end, COOP_TOKEN_JOINED | COOP_TOKEN_DIGITS);
}

static void add_month(struct coop_figure *f, const struct part *p)
{
	const char *name = months[p->value - 1].name;
	coop_figure_add(f, name, strlen(name), p->off, p->end, 0);
}

/*
 * Adds the words of a date in their French order. Of a date that begins with its year all of them are
 * the whole of it, since their places have another order.
 */
static bool add_date(struct coop_figure *f, struct date *d, size_t off, size_t end)
{
	if (d->reversed) {
		d->month.off = d->year.off = off;
		d->month.end = d->year.end = end;
	}
	if (d->reversed && d->day.value > 0) {
		d->day.off = off;
		d->day.end = end;
	}
	if (d->day.value > 0 && d->year.value > 0) {
		size_t begin = coop_figure_begin(f);
		put_iso(f, d->year.value, d);
		coop_figure_end(f, begin, off, end, COOP_TOKEN_JOINED | COOP_TOKEN_DATE);
	}
	if (d->day.value > 0)
		add_day(f, &d->day);
	add_month(f, &d->month);
	if (d->year.value > 0)
		add_number(f, &d->year);
	f->end = end;
	return true;
}

/* The month that a folded word names; `brief` is whether as an abbreviation. 0 for none. */
static unsigned month_of(const char *word, bool *brief)
{
	for (unsigned m = 0; m < MONTHS; m++) {
		*brief = false;
		if (strcmp(months[m].name, word) == 0)
			return m + 1;
		*brief = true;
		for (size_t i = 0; i < 3 && months[m].brief[i]; i++)
			if (strcmp(months[m].brief[i], word) == 0)
				return m + 1;
	}
	return 0;
}

bool coop_figure_is_month(const char *letters, size_t n)
{
	for (unsigned m = 0; m < MONTHS; m++)
		if (strncmp(months[m].name, letters, n) == 0)
			return true;
	return false;
}

/* Reads the year behind a month's name, if there is one. */
static void take_named_year(
	const struct coop_figure_text *t, size_t at, struct part *year)
{
	struct part found;
	size_t blank = coop_figure_blank(t, at);
	if (blank > 0 && take_year(t, at + blank, &found) && ends(t, found.end))
		*year = found;
}

/* 12 mars 1998, 1er mars, 12 févr. 1998 */
static bool read_named(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	char word[COOP_FIGURE_LETTERS + 1];
	struct date d = {.reversed = false};
	bool brief;
	if (!take_day(t, at, &d.day))
		return false;
	size_t end = coop_figure_letters(t, d.day.end, word);
	if (end > d.day.end) {
		if (d.day.value != 1 || strcmp(word, "er") != 0)
			return false;
		d.day.end = end;
	}
	size_t blank = coop_figure_blank(t, d.day.end), from = d.day.end + blank;
	char c = coop_figure_byte(t, from);
	/* the first letters of the months: most words behind numbers have others */
	bool may = blank > 0 && c != '\0' && strchr("jfmasondJFMASOND", c);
	end = may ? coop_figure_letters(t, from, word) : from;
	d.month = (struct part){end > from ? month_of(word, &brief) : 0, from, end};
	if (d.month.value == 0 || coop_figure_goes_on(t, end) ||
		coop_figure_hyphen(t, end) || coop_figure_apostrophe(t, end))
		return false;
	bool dot = brief && coop_figure_byte(t, end) == '.';
	take_named_year(t, end + dot, &d.year);
	if (brief && d.year.value == 0)
		return false;
	end = d.year.value > 0 ? d.year.end : end;
	return add_date(out, &d, at, end);
}

/* A day of a short year: its first number, and the date beside it. */
static bool add_short(const struct coop_figure_text *t, const struct date *d, size_t year,
	struct coop_figure *out)
{
	enum { OF_OUR_CENTURY = 30 };
	unsigned value = coop_figure_value(t, year, 2);
	size_t begin = coop_figure_begin(out), at = d->day.off;
	put_iso(out, value + (value < OF_OUR_CENTURY ? 2000U : 1900U), d);
	coop_figure_end(out, begin, at, year + 2, COOP_TOKEN_JOINED | COOP_TOKEN_NUMBER);
	coop_figure_add(
		out, t->s + at, d->day.end - at, at, d->day.end, COOP_TOKEN_DIGITS);
	out->end = d->day.end;
	return true;
}

/* 12/03/1998, 12.03.98 */
static bool read_numbers(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	struct date d = {.reversed = false};
	if (!take_day(t, at, &d.day) || sign(t, d.day.end) == 0 ||
		!take_month(t, d.day.end + sign(t, d.day.end), 1, &d.month) ||
		!same_sign(t, d.day.end, d.month.end))
		return false;
	size_t year = d.month.end + sign(t, d.month.end);
	if (take_year(t, year, &d.year))
		return ends(t, d.year.end) && add_date(out, &d, at, d.year.end);
	bool two = coop_figure_digits(t, year) == 2 && ends(t, year + 2) &&
		   d.day.end - at == 2 && d.month.end - d.month.off == 2;
	return two && add_short(t, &d, year, out);
}

/* 1998-03-12, 1998/03/12, 1998-03 */
static bool read_iso(const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	struct date d = {.reversed = true};
	if (!take_year(t, at, &d.year) || sign(t, d.year.end) == 0 ||
		!take_month(t, d.year.end + sign(t, d.year.end), 2, &d.month))
		return false;
	if (same_sign(t, d.year.end, d.month.end) &&
		take(t, d.month.end + sign(t, d.month.end), 2, 2, 1, DAYS, &d.day))
		return ends(t, d.day.end) && add_date(out, &d, at, d.day.end);
	d.day.value = 0;
	return coop_figure_hyphen(t, d.year.end) && ends(t, d.month.end) &&
	       add_date(out, &d, at, d.month.end);
}

/* 03/1998 */
static bool read_month(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	struct date d = {.reversed = false};
	return take_month(t, at, 1, &d.month) &&
	       coop_figure_byte(t, d.month.end) == '/' &&
	       take_year(t, d.month.end + 1, &d.year) && ends(t, d.year.end) &&
	       add_date(out, &d, at, d.year.end);
}

bool coop_figure_read_date(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	size_t digits = coop_figure_digits(t, at);
	if (digits == YEAR_DIGITS)
		return read_iso(t, at, out);
	return digits <= 2 && (read_named(t, at, out) || read_numbers(t, at, out) ||
				      read_month(t, at, out));
}
