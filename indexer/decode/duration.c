#include "indexer/decode/duration.h"

#include <string.h>

#include "shared/text/fold.h"

/* A text being parsed. */
struct cursor {
	const char *s;
	size_t n;
};

static void skip(struct cursor *c, size_t n)
{
	c->s += n;
	c->n -= n;
}

/* Skips blanks, no-break spaces among them. */
static void skip_blanks(struct cursor *c)
{
	struct coop_folded f;
	while (c->n > 0) {
		coop_fold_char(c->s, c->n, &f);
		if (f.class != COOP_CLASS_SPACE || strchr("(),/", *c->s))
			return;
		skip(c, f.used);
	}
}

static bool take_number(struct cursor *c, unsigned *number)
{
	size_t digits = 0;
	*number = 0;
	for (; digits < c->n && digits < 5 && c->s[digits] >= '0' && c->s[digits] <= '9';
		digits++)
		*number = *number * 10 + (unsigned)(c->s[digits] - '0');
	skip(c, digits);
	skip_blanks(c);
	return digits > 0 && digits < 5;
}

static bool take_word(struct cursor *c, const char *word)
{
	size_t n = strlen(word);
	if (c->n < n || memcmp(c->s, word, n) != 0)
		return false;
	skip(c, n);
	skip_blanks(c);
	return true;
}

static bool take_hours(struct cursor *c)
{
	return take_word(c, "heures") || take_word(c, "heure") || take_word(c, "hours") ||
	       take_word(c, "hour") || take_word(c, "hrs") || take_word(c, "hr") ||
	       take_word(c, "h") || take_word(c, "H");
}

/* Takes an apostrophe, and the blanks after it. */
static bool take_apostrophe(struct cursor *c)
{
	struct coop_folded f;
	if (c->n == 0)
		return false;
	coop_fold_char(c->s, c->n, &f);
	if (f.class != COOP_CLASS_APOSTROPHE)
		return false;
	skip(c, f.used);
	skip_blanks(c);
	return true;
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether what was taken ends there: not in the middle of a word. Something was taken before. */
static bool is_bound(const struct cursor *c)
{
	struct coop_folded f;
	if (c->n == 0 || !is_alnum(c->s[-1]))
		return true;
	coop_fold_char(c->s, c->n, &f);
	return f.len == 0;
}

/* Takes a word that ends there. */
static bool take_whole_word(struct cursor *c, const char *word)
{
	struct cursor before = *c;
	if (take_word(c, word) && is_bound(c))
		return true;
	*c = before;
	return false;
}

/* Takes the unit of minutes: a word, an apostrophe; `m` after hours only, since it may be metres. */
static bool take_unit(struct cursor *c, bool hours)
{
	bool word = take_word(c, "minutes") || take_word(c, "minute") ||
		    take_word(c, "mins") || take_word(c, "min") || take_word(c, "mn") ||
		    take_word(c, "Min") || take_word(c, "MIN") || take_word(c, "MN") ||
		    (hours && (take_whole_word(c, "m") || take_whole_word(c, "M")));
	if (!word)
		return take_apostrophe(c);
	take_word(c, ".");
	return true;
}

/* Takes a sign or word for seconds; of apostrophes two. */
static bool take_seconds_unit(struct cursor *c)
{
	struct cursor before = *c;
	if (take_word(c, "secondes") || take_word(c, "seconds") || take_word(c, "sec") ||
		take_whole_word(c, "s") || take_whole_word(c, "S")) {
		take_word(c, ".");
		return true;
	}
	if (take_word(c, "\"") || take_word(c, "\u2033") || take_word(c, "\u201d") ||
		(take_apostrophe(c) && take_apostrophe(c)))
		return true;
	*c = before;
	return false;
}

/* Takes seconds after minutes, 26'30" and 26 min 30 s, if there are any; without a unit at the end only. */
static void take_seconds(struct cursor *c)
{
	struct cursor before = *c;
	unsigned seconds;
	if (!take_number(c, &seconds) || seconds >= 60 ||
		(!take_seconds_unit(c) && c->n > 0))
		*c = before;
}

/* Parses "01:12:30", as players and tables write it, after its hours; seconds are dropped. */
static bool take_clock(struct cursor *c, unsigned *minutes)
{
	unsigned seconds;
	return take_word(c, ":") && take_number(c, minutes) && *minutes < 60 &&
	       take_word(c, ":") && take_number(c, &seconds) && seconds < 60;
}

/* Minutes behind hours, "30", "30 min" and "05m", if there are any; false for 60 and more. */
static bool take_rest(struct cursor *c, unsigned *minutes)
{
	struct cursor before = *c;
	*minutes = 0;
	if (!take_number(c, minutes))
		*c = before;
	else if (*minutes > 59)
		return false;
	else if (take_unit(c, true))
		take_seconds(c);
	return true;
}

/* Takes a running time; `*unit` is whether it says that it is one. */
static bool take_duration(struct cursor *c, unsigned *minutes, bool *unit)
{
	enum { HOURS_MAX = 99 };
	unsigned first, rest = 0;
	*unit = false;
	if (!take_number(c, &first))
		return false;
	bool clock = c->n > 0 && *c->s == ':';
	if (clock || take_hours(c)) {
		bool good = clock ? take_clock(c, &rest) : take_rest(c, &rest);
		*unit = true;
		*minutes = first * 60 + rest;
		return good && first <= HOURS_MAX;
	}
	*minutes = first;
	*unit = take_unit(c, false);
	if (*unit)
		take_seconds(c);
	return true;
}

bool duration_parse(const char *s, size_t n, unsigned *minutes)
{
	struct cursor c = {s, n};
	unsigned found;
	bool unit;
	if (!take_duration(&c, &found, &unit) || c.n > 0)
		return false;
	*minutes = found;
	return true;
}

/* ---- among other words ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a number is a factor or behind one: "3 x 52 min", "2 × 26'". */
static bool is_multiplied(const char *s, size_t at)
{
	while (at > 0 && s[at - 1] == ' ')
		at--;
	return (at > 0 && (s[at - 1] | 0x20) == 'x') || (at > 0 && s[at - 1] == '*') ||
	       (at > 1 && memcmp(s + at - 2, "\u00d7", 2) == 0);
}

/* ISO 8601, as data of the web has it: PT1H30M. */
static bool parse_iso(const char *s, size_t n, unsigned *minutes)
{
	enum { MOST = 10000 };
	struct cursor c = {s, n};
	unsigned total = 0, number;
	if (!take_word(&c, "PT") || c.n == 0)
		return false;
	while (c.n > 0) {
		if (!take_number(&c, &number))
			return false;
		if (take_word(&c, "H"))
			total += number * 60;
		else if (take_word(&c, "M"))
			total += number;
		else if (!take_word(&c, "S"))
			return false;
		if (total >= MOST)
			return false;
	}
	*minutes = total;
	return true;
}

/* Finds the one running time with a unit in a text: none, or a second one that differs, is a failure. */
static bool find_one(const char *s, size_t n, unsigned *minutes)
{
	bool found = false;
	for (size_t i = 0; i < n; i++) {
		struct cursor c = {s + i, n - i};
		unsigned some;
		bool unit, begins = is_digit(s[i]) && (i == 0 || !is_digit(s[i - 1]));
		if (!begins || !take_duration(&c, &some, &unit) || !unit || !is_bound(&c))
			continue;
		if (is_multiplied(s, i) || (found && some != *minutes))
			return false;
		*minutes = some;
		found = true;
		i = (size_t)(c.s - s) - 1;
	}
	return found;
}

bool duration_find(const char *s, size_t n, unsigned *minutes)
{
	enum { LONGEST = 200 /* bytes; a longer text says more */ };
	unsigned found = 0;
	if (duration_parse(s, n, minutes) || parse_iso(s, n, minutes))
		return true;
	if (n > LONGEST || !find_one(s, n, &found))
		return false;
	*minutes = found;
	return true;
}
