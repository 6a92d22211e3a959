#include "shared/text/binding.h"

#include <string.h>

#include "shared/text/elision.h"
#include "shared/text/ordinal.h"
#include "shared/text/spaced.h"

const unsigned char coop_binding[256] = {['d'] = 1, /* aujourd, prud */
	['D'] = 1,
	['i'] = 1, /* Roman numerals */
	['I'] = 1,
	['l'] = 1,
	['L'] = 1,
	['r'] = 1, /* entr */
	['R'] = 1,
	['u'] = 1, /* qu, presqu */
	['U'] = 1,
	['v'] = 1,
	['V'] = 1,
	['x'] = 1,
	['X'] = 1};

bool coop_takes_next(const char *text, size_t len, size_t begin, size_t end)
{
	enum { LONGEST = 8 };
	const unsigned char *s = (const unsigned char *)text + begin;
	char folded[LONGEST];
	size_t n = end - begin;
	if ((n == 1 && coop_is_ascii_letter(s[0])) || s[0] >= 0x80)
		return coop_may_be_spaced(text, len, end) ||
		       (n == 1 && strchr("ldjmtsncivx", s[0] | 0x20));
	bool number = coop_is_ascii_digit(s[0]) || coop_is_small_roman(s[0]);
	if (n > LONGEST || (number && !coop_may_part_ordinal(text, len, end)))
		return false;
	for (size_t i = 0; i < n; i++)
		folded[i] = (char)(s[i] | 0x20);
	struct coop_written w = {folded, n, begin, end};
	struct coop_ordinal ordinal;
	return number ? coop_ordinal_find(text, len, &w, &ordinal)
		      : coop_elided_tail(text, len, &w) > 0;
}

/*
 * Whether the last word of `n` bytes before a blank may take in the one behind it, as coop_takes_next() tells
 * with what follows.
 */
static bool may_bind(const char *bytes, size_t n)
{
	const unsigned char *s = (const unsigned char *)bytes;
	n -= n > 0 && s[n - 1] == '.';
	if (n == 0)
		return false;
	unsigned char last = s[n - 1], before = n > 1 ? s[n - 2] : ' ';
	if (last >= 0x80 || last == '\'' || coop_is_ascii_digit(last) ||
		coop_is_ascii_digit(s[0]))
		return true;
	if (!coop_is_ascii_letter(last))
		return false;
	switch (last | 0x20) {
	case 'u': /* qu, presqu */
		return (before | 0x20) == 'q' || !coop_is_ascii_letter(before);
	case 'd': /* aujourd, prud, and entr */
	case 'r':
		return !coop_is_ascii_letter(before) || strchr("uUrRtT", before);
	case 'i': /* Roman numerals */
	case 'l':
	case 'v':
	case 'x':
		return !coop_is_ascii_letter(before) || coop_is_small_roman(before);
	default: /* a single letter */
		return !coop_is_ascii_letter(before);
	}
}

size_t coop_free_blank(const char *text, size_t from, size_t at)
{
	const char *blank = memrchr(text + from, ' ', at - from);
	for (size_t steps = 0; blank && steps <= COOP_SPACED_MAX; steps++) {
		size_t end = (size_t)(blank - text);
		const char *before = memrchr(text + from, ' ', end - from);
		size_t begin = before ? (size_t)(before - text) + 1 : from;
		/* of a date nothing is left behind: "1er août 1999 s" has no seconds */
		if (!may_bind(text + begin, end - begin) &&
			!coop_is_ascii_digit((unsigned char)text[end + 1]))
			return end;
		blank = before;
	}
	return blank ? (size_t)(blank - text) : from;
}
