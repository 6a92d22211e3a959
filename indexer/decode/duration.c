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
	return take_word(c, "heures") || take_word(c, "heure") || take_word(c, "h") ||
	       take_word(c, "H");
}

/* Skips the unit of minutes: a word, an apostrophe, a stop. */
static void take_unit(struct cursor *c)
{
	struct coop_folded f;
	if (take_word(c, "minutes") || take_word(c, "minute") || take_word(c, "min") ||
		take_word(c, "mn")) {
		take_word(c, ".");
		return;
	}
	if (c->n == 0)
		return;
	coop_fold_char(c->s, c->n, &f);
	if (f.class == COOP_CLASS_APOSTROPHE)
		skip(c, f.used);
}

/* Parses "01:12:30", as players and tables write it, after its hours; seconds are dropped. */
static bool take_clock(struct cursor *c, unsigned *minutes)
{
	unsigned seconds;
	return take_word(c, ":") && take_number(c, minutes) && *minutes < 60 &&
	       take_word(c, ":") && take_number(c, &seconds) && seconds < 60 && c->n == 0;
}

bool duration_parse(const char *s, size_t n, unsigned *minutes)
{
	struct cursor c = {s, n};
	unsigned first, second = 0;
	if (!take_number(&c, &first))
		return false;
	if (c.n > 0 && *c.s == ':') {
		if (first > 99 || !take_clock(&c, &second))
			return false;
		*minutes = first * 60 + second;
		return true;
	}
	if (take_hours(&c)) {
		if (first > 99 || (c.n > 0 && (!take_number(&c, &second) || second > 59)))
			return false;
		first *= 60;
	}
	take_unit(&c);
	if (c.n > 0)
		return false;
	*minutes = first + second;
	return true;
}
