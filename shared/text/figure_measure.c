/*
 * figure_measure.c - numbers in groups and with decimals, and numbers with a unit.
 */
#include <string.h>

#include "shared/text/figure_text.h"
#include "shared/text/token.h"

/* ---- numbers ---- */

enum { GROUP = 3, DIGITS_MAX = 18 };

/* A number as it stands in the text. */
struct number {
	size_t off, end;         /* all of it */
	size_t whole;            /* where its whole part ends */
	size_t groups;           /* of the whole part; 1 when it is in one piece */
	size_t decimals;         /* digits behind the whole part */
	char digits[DIGITS_MAX]; /* of the whole part */
	size_t count;
};

/* The length of what stands between two groups; 0 when there is none. */
static size_t between(const struct coop_figure_text *t, size_t at, bool dots)
{
	return dots ? coop_figure_byte(t, at) == '.' : coop_figure_blank(t, at);
}

/* Appends digits; false when there are too many. */
static bool take(
	const struct coop_figure_text *t, size_t at, size_t n, struct number *out)
{
	if (n > sizeof out->digits - out->count)
		return false;
	memcpy(out->digits + out->count, t->s + at, n);
	out->count += n;
	return true;
}

/* Reads the groups of three behind the first one: 12 500 000, 12.500.000 */
static void take_groups(const struct coop_figure_text *t, struct number *n)
{
	bool dots = coop_figure_byte(t, n->end) == '.';
	size_t first = n->count, end = n->end, groups = 1;
	if (n->count > GROUP || n->digits[0] == '0')
		return;
	for (size_t by; (by = between(t, end, dots)) > 0; groups++) {
		if (coop_figure_digits(t, end + by) != GROUP ||
			!take(t, end + by, GROUP, n))
			break;
		end += by + GROUP;
	}
	/* 12.500.4 is a mark, and 987.540-3 too */
	char next = coop_figure_byte(t, end);
	if (dots && (next == '.' || next == '-' || next == '/') &&
		coop_figure_digit(t, end + 1))
		groups = 1;
	if (groups == 1) {
		n->count = first;
		return;
	}
	n->groups = groups;
	n->end = n->whole = end;
}

/* Reads decimals: 14,5 and 14.5, but not 987.54.17 */
static void take_decimals(const struct coop_figure_text *t, struct number *n)
{
	char sign = coop_figure_byte(t, n->end), next;
	size_t digits = coop_figure_digits(t, n->end + 1);
	if ((sign != ',' && sign != '.') || digits == 0 || digits > DIGITS_MAX)
		return;
	next = coop_figure_byte(t, n->end + 1 + digits);
	if (sign == '.' && next != '\0' && strchr(".,-/", next) &&
		coop_figure_digit(t, n->end + 2 + digits))
		return;
	n->decimals = digits;
	n->end += 1 + digits;
}

static bool read_number(const struct coop_figure_text *t, size_t at, struct number *out)
{
	size_t digits = coop_figure_digits(t, at);
	*out = (struct number){.off = at, .groups = 1};
	out->end = out->whole = at + digits;
	if (!take(t, at, digits, out))
		return false;
	take_groups(t, out);
	take_decimals(t, out);
	return true;
}

/* Puts a number in one piece, with a dot before its decimals. */
static void put_number(
	struct coop_figure *f, const struct coop_figure_text *t, const struct number *n)
{
	coop_figure_put(f, n->digits, n->count);
	if (n->decimals == 0)
		return;
	coop_figure_put(f, ".", 1);
	coop_figure_put(f, t->s + n->end - n->decimals, n->decimals);
}

/* Adds the groups of a number beside it. */
static void add_groups(
	struct coop_figure *f, const struct coop_figure_text *t, const struct number *n)
{
	for (size_t at = n->off; at < n->whole;) {
		size_t digits = coop_figure_digits(t, at);
		if (digits > 0)
			coop_figure_add(f, t->s + at, digits, at, at + digits,
				COOP_TOKEN_JOINED | COOP_TOKEN_DIGITS);
		at += digits > 0 ? digits : 1;
	}
}

/* Adds the words of a number: its whole part and its decimals, with what stands beside them. */
static void add_number(
	struct coop_figure *f, const struct coop_figure_text *t, const struct number *n)
{
	size_t begin = coop_figure_begin(f), after = n->end - n->decimals;
	if (n->decimals > 0) {
		put_number(f, t, n);
		coop_figure_end(
			f, begin, n->off, n->end, COOP_TOKEN_JOINED | COOP_TOKEN_NUMBER);
	}
	begin = coop_figure_begin(f);
	coop_figure_put(f, n->digits, n->count);
	coop_figure_end(f, begin, n->off, n->whole,
		COOP_TOKEN_DIGITS | (n->groups > 1 ? (unsigned)COOP_TOKEN_GROUPED : 0U));
	if (n->groups > 1)
		add_groups(f, t, n);
	if (n->decimals > 0)
		coop_figure_add(
			f, t->s + after, n->decimals, after, n->end, COOP_TOKEN_DIGITS);
}

/* ---- units ---- */

enum unit {
	HOUR,
	MINUTE,
	SECOND,
	EURO,
	KILOMETRE,
	KILOGRAM,
	CENTIMETRE,
	MILLIMETRE,
	UNITS
};

/* A unit: the word that it is in the index, its letters in a whole form, and how it is typed. */
static const struct {
	const char *word, *code;
	const char *typed[6];
} units[UNITS] = {{"heures", "h", {"h", "heure", "heures"}},
	{"minutes", "min", {"min", "mn", "minute", "minutes", "mins"}},
	{"secondes", "s", {"s", "sec", "seconde", "secondes"}},
	{"euros", "eur", {"euro", "euros", "eur"}},
	{"kilometres", "km", {"km", "kms", "kilometre", "kilometres"}},
	{"kilos", "kg", {"kg", "kgs", "kilo", "kilos", "kilogramme", "kilogrammes"}},
	{"centimetres", "cm", {"cm", "centimetre", "centimetres"}},
	{"millimetres", "mm", {"mm", "millimetre", "millimetres"}}};

bool coop_figure_is_unit(const char *letters, size_t n)
{
	for (enum unit u = HOUR; u < UNITS; u++)
		if (strncmp(units[u].word, letters, n) == 0)
			return true;
	return false;
}

/* A unit behind a number, and where it stands. */
struct found {
	enum unit unit;
	size_t off, end;
	char typed[COOP_FIGURE_LETTERS + 1]; /* empty for a sign */
};

static bool is_typed(enum unit unit, const char *word)
{
	for (size_t i = 0; i < 6 && units[unit].typed[i]; i++)
		if (strcmp(units[unit].typed[i], word) == 0)
			return true;
	return false;
}

/* Whether a word ends there; "h" also before the minutes of 1h05. */
static bool ends(const struct coop_figure_text *t, size_t at, enum unit unit)
{
	size_t quote = coop_figure_apostrophe(t, at);
	if (unit == HOUR && coop_figure_digit(t, at))
		return true;
	return !coop_figure_goes_on(t, at) &&
	       (quote == 0 || !coop_figure_goes_on(t, at + quote));
}

/* The euro sign, behind a blank or not. */
static bool read_sign(const struct coop_figure_text *t, size_t at, struct found *out)
{
	static const char euro[] = "\u20ac";
	size_t len = sizeof euro - 1;
	if (at >= t->len || t->len - at < len || memcmp(t->s + at, euro, len) != 0)
		return false;
	*out = (struct found){.unit = EURO, .off = at, .end = at + len};
	return true;
}

/* A sign or word behind a number, of a unit from `first` to `last`. */
static bool read_unit(const struct coop_figure_text *t, size_t at, enum unit first,
	enum unit last, struct found *out)
{
	at += coop_figure_blank(t, at);
	if (first <= EURO && last >= EURO && read_sign(t, at, out))
		return true;
	/* the first letters of the table: most words behind numbers have others */
	char c = coop_figure_byte(t, at);
	*out = (struct found){.off = at, .end = at};
	if (c == '\0' || !strchr("hmsekcHMSEKC", c))
		return false;
	out->end = coop_figure_letters(t, at, out->typed);
	for (enum unit u = first; out->end > at && u <= last; u++)
		if (is_typed(u, out->typed)) {
			out->unit = u;
			return ends(t, out->end, u);
		}
	return false;
}

/* Adds the word of a unit, and its abbreviation beside it. */
static void add_unit(struct coop_figure *f, const struct found *u)
{
	enum { LETTERS_MAX = 3 /* of an abbreviation */ };
	const char *word = units[u->unit].word;
	size_t typed = strlen(u->typed);
	coop_figure_add(f, word, strlen(word), u->off, u->end, 0);
	if (typed < 2 || typed > LETTERS_MAX)
		return;
	size_t begin = coop_figure_begin(f);
	coop_figure_put(f, u->typed, typed);
	coop_figure_end(f, begin, u->off, u->end, COOP_TOKEN_JOINED);
}

/* ---- durations ---- */

enum { PARTS = 3 /* hours, minutes, seconds */ };

/* A duration, part by part. */
struct duration {
	struct number numbers[PARTS];
	struct found units[PARTS];
	size_t count, end;
};

/* Whether a number has no groups and no decimals, and so few digits. */
static bool is_plain(const struct number *n, size_t most)
{
	return n->groups == 1 && n->decimals == 0 && n->count <= most;
}

/* Drops the zeros at the beginning of a number. */
static void drop_zeros(struct number *n)
{
	size_t zeros = 0;
	while (zeros + 1 < n->count && n->digits[zeros] == '0')
		zeros++;
	n->count -= zeros;
	for (size_t i = 0; zeros > 0 && i < n->count; i++)
		n->digits[i] = n->digits[i + zeros];
}

/* The length of the sign for seconds, ″ or two apostrophes; 0 when there is none. */
static size_t second_sign(const struct coop_figure_text *t, size_t at)
{
	static const char *const signs[] = {"\"", "\u2033", "\u201d"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);
		if (at < t->len && t->len - at >= n &&
			memcmp(t->s + at, signs[i], n) == 0)
			return n;
	}
	size_t first = coop_figure_apostrophe(t, at);
	size_t next = first > 0 ? coop_figure_apostrophe(t, at + first) : 0;
	return next > 0 ? first + next : 0;
}

/* Reads the sign for minutes behind a number: 52' */
static bool read_prime(const struct coop_figure_text *t, size_t at, struct found *out)
{
	size_t n = coop_figure_apostrophe(t, at);
	struct coop_figure_text rest = *t;
	if (n == 0 ||
		(coop_figure_goes_on(&rest, at + n) && !coop_figure_digit(t, at + n)))
		return false;
	*out = (struct found){.unit = MINUTE, .off = at, .end = at + n};
	return true;
}

/* Adds a part to a duration, with its unit where it has one; else its number has that place. */
static void add_part(
	struct duration *d, const struct number *n, const struct found *u, enum unit unit)
{
	struct found none = {.unit = unit, .off = n->off, .end = n->end};
	d->numbers[d->count] = *n;
	d->units[d->count++] = u ? *u : none;
	d->end = u ? u->end : n->end;
}

/* The next unit of a duration behind a number: min, also typed m behind hours; s; or a sign. */
static bool read_next_unit(
	const struct coop_figure_text *t, size_t at, enum unit unit, struct found *out)
{
	size_t sign = unit == SECOND ? second_sign(t, at) : 0;
	*out = (struct found){.unit = unit, .off = at, .end = at + sign};
	if (sign > 0 || (unit == MINUTE && read_prime(t, at, out)))
		return true;
	bool good = read_unit(t, at, unit, unit, out);
	if (good || unit != MINUTE || strcmp(out->typed, "m") != 0)
		return good;
	*out = (struct found){.unit = unit, .off = out->off, .end = out->end};
	return !coop_figure_goes_on(t, out->end);
}

/*
 * Whether a number without a unit is the next part of a duration: two digits behind "h" or a sign, as of
 * 1 h 05 and 26'30, but not the 12 of "14 h 12/03/1998".
 */
static bool is_rest(const struct coop_figure_text *t, const struct duration *d,
	const struct number *n)
{
	const struct found *before = &d->units[d->count - 1];
	bool named = before->off > d->numbers[d->count - 1].off;
	struct coop_figure date = {.count = 0};
	return named && n->count == 2 && strlen(before->typed) < 2 &&
	       !coop_figure_goes_on(t, n->end) &&
	       !coop_figure_read_date(t, n->off, &date);
}

/* Reads the minutes behind hours, and the seconds behind minutes: 1 h 05, 26'30 */
static void take_rest(const struct coop_figure_text *t, struct duration *d)
{
	for (enum unit unit = d->units[0].unit + 1; unit <= SECOND; unit++) {
		struct number n;
		struct found u;
		size_t at = d->end + coop_figure_blank(t, d->end);
		if (!coop_figure_digit(t, at) || !read_number(t, at, &n) ||
			!is_plain(&n, 2))
			return;
		bool named = read_next_unit(t, n.end, unit, &u);
		if (!named && !is_rest(t, d, &n))
			return;
		drop_zeros(&n);
		add_part(d, &n, named ? &u : NULL, unit);
	}
}

/* Adds the words of a duration, and its whole form before them. */
static void add_duration(
	struct coop_figure *f, const struct coop_figure_text *t, const struct duration *d)
{
	size_t begin = coop_figure_begin(f);
	for (size_t i = 0; i < d->count; i++) {
		const char *code = units[d->units[i].unit].code;
		put_number(f, t, &d->numbers[i]);
		coop_figure_put(f, code, strlen(code));
	}
	coop_figure_end(f, begin, d->numbers[0].off, d->end,
		COOP_TOKEN_JOINED | COOP_TOKEN_MEASURE);
	for (size_t i = 0; i < d->count; i++) {
		add_number(f, t, &d->numbers[i]);
		add_unit(f, &d->units[i]);
	}
	f->end = d->end;
}

/* Reads what is measured: a number with a unit, and the rest of a duration. */
static bool read_measure(
	const struct coop_figure_text *t, const struct number *n, struct coop_figure *out)
{
	struct duration d = {.count = 0};
	struct found u;
	bool prime = is_plain(n, GROUP) && read_prime(t, n->end, &u);
	if (!prime && !read_unit(t, n->end, HOUR, MILLIMETRE, &u))
		return false;
	add_part(&d, n, &u, u.unit);
	if (u.unit < SECOND && is_plain(n, GROUP)) {
		drop_zeros(&d.numbers[0]);
		take_rest(t, &d);
	}
	/* a word goes on behind 1h5 */
	if (coop_figure_goes_on(t, d.end))
		return false;
	add_duration(out, t, &d);
	return true;
}

/* ---- per cent ---- */

/* Where "%" or "pour cent" behind a number ends; 0 when there is none. */
static size_t read_percent(const struct coop_figure_text *t, size_t at)
{
	char word[COOP_FIGURE_LETTERS + 1];
	size_t blank = coop_figure_blank(t, at);
	at += blank;
	if (coop_figure_byte(t, at) == '%')
		return at + 1;
	bool p = blank > 0 && (coop_figure_byte(t, at) | 0x20) == 'p';
	size_t end = p ? coop_figure_letters(t, at, word) : at;
	if (end == at)
		return 0;
	if (strcmp(word, "pour") == 0) {
		at = end + coop_figure_blank(t, end);
		end = at > end ? coop_figure_letters(t, at, word) : at;
		return end > at && strcmp(word, "cent") == 0 ? end : 0;
	}
	return strcmp(word, "pourcent") == 0 || strcmp(word, "pourcents") == 0 ? end : 0;
}

/* A per cent stands beside its number; the words behind that are read as they are. */
static bool add_percent(struct coop_figure *f, const struct coop_figure_text *t,
	const struct number *n, size_t end)
{
	size_t begin = coop_figure_begin(f);
	put_number(f, t, n);
	coop_figure_put(f, "%", 1);
	coop_figure_end(f, begin, n->off, end, COOP_TOKEN_JOINED | COOP_TOKEN_MEASURE);
	add_number(f, t, n);
	f->end = n->end;
	return true;
}

bool coop_figure_read_measure(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out)
{
	struct number n;
	if (!read_number(t, at, &n))
		return false;
	if (read_measure(t, &n, out))
		return true;
	size_t percent = read_percent(t, n.end);
	if (percent > 0)
		return add_percent(out, t, &n, percent);
	if ((n.groups == 1 && n.decimals == 0) || coop_figure_goes_on(t, n.end))
		return false;
	add_number(out, t, &n);
	out->end = n.end;
	return true;
}
