#include "shared/text/ordinal.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/neighbour.h"

/* ---- Roman numerals ---- */

/* The length of one decimal place at the start of a word, in letters for one, five and ten. */
static size_t place(const char *s, size_t n, char one, char five, char ten)
{
	if (n >= 2 && s[0] == one && (s[1] == five || s[1] == ten))
		return 2;
	size_t used = n > 0 && s[0] == five, ones = 0;
	while (used < n && ones < 3 && s[used] == one) {
		used++;
		ones++;
	}
	return used;
}

size_t coop_roman_len(const char *s, size_t n, bool small)
{
	size_t used = 0;
	while (!small && used < n && used < 3 && s[used] == 'm')
		used++;
	if (!small)
		used += place(s + used, n - used, 'c', 'd', 'm');
	used += place(s + used, n - used, 'x', 'l', small ? '\0' : 'c');
	return used + place(s + used, n - used, 'i', 'v', 'x');
}

static unsigned roman_digit(char c)
{
	switch (c) {
	case 'i':
		return 1;
	case 'v':
		return 5;
	case 'x':
		return 10;
	default:
		return 50;
	}
}

static unsigned roman_value(const char *s, size_t n)
{
	unsigned value = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned digit = roman_digit(s[i]);
		if (i + 1 < n && digit < roman_digit(s[i + 1]))
			value -= digit;
		else
			value += digit;
	}
	return value;
}

size_t coop_roman_put(unsigned number, char out[COOP_ROMAN_MAX])
{
	static const struct {
		unsigned value;
		const char *s;
	} parts[] = {{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"},
		{1, "i"}};
	size_t n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			for (const char *c = parts[i].s; *c && n < COOP_ROMAN_MAX; c++)
				out[n++] = *c;
	return n;
}

/* ---- endings ---- */

static const char *const any[] = {"e", "es", "eme", "emes", "ieme", "iemes", NULL};
static const char *const firsts[] = {
	"er", "ers", "ere", "eres", "re", "res", "ier", "iers", "iere", "ieres", NULL};
static const char *const seconds[] = {"nd", "nds", "nde", "ndes", "de", NULL};

static bool is_ending_of(unsigned number, const char *s, size_t n)
{
	return coop_is_one_of(s, n, any) ||
	       (number == 1 && coop_is_one_of(s, n, firsts)) ||
	       (number == 2 && coop_is_one_of(s, n, seconds));
}

/* ---- what may be one ---- */

/* Words that no spelling makes an ordinal, unless what follows does. */
static bool is_always_word(const char *s, size_t n)
{
	return coop_is_one_of(s, n,
		COOP_LIST("ie", "ies", "ieme", "iemes", "ire", "ires", "iere", "ieres"));
}

/* Words, unless their numeral alone is in capitals. */
static bool is_word_too(const char *s, size_t n)
{
	return coop_is_one_of(s, n,
		COOP_LIST("vie", "vies", "lie", "lies", "xie", "ixe", "ive", "live",
			"lives", "ve", "ves", "xe", "xes"));
}

/* Whether a noun that is counted by ordinals begins one blank after `at`. */
static bool noun_follows(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return coop_neighbour_after(text, len, at, &next) &&
	       coop_is_one_of(next.s, next.len,
		       COOP_LIST("siecle", "siecles", "millenaire", "millenaires",
			       "arrondissement", "arrondissements", "republique",
			       "internationale", "congres", "dynastie", "legislature",
			       "guerre", "biennale", "session", "circonscription"));
}

/* The same, and whether "s." is there. */
static bool century_follows(const char *text, size_t len, size_t at)
{
	struct coop_neighbour s;
	bool dotted = coop_neighbour_after(text, len, at, &s) && s.len == 1 &&
		      s.s[0] == 's' && s.end < len && text[s.end] == '.';
	return dotted || noun_follows(text, len, at);
}

/* The length of the numeral of what may be an ordinal: none of "le" and "les". */
static size_t numeral_len(const char *s, size_t n)
{
	size_t roman = coop_roman_len(s, n, true);
	return roman == 1 && s[0] == 'l' ? 0 : roman;
}

bool coop_is_roman_ordinal(const char *s, size_t n)
{
	size_t roman = numeral_len(s, n);
	return roman > 0 && is_ending_of(roman_value(s, roman), s + roman, n - roman);
}

bool coop_may_be_ordinal(const char *s, size_t n)
{
	return (n > 0 && numeral_len(s, n) == n) || coop_is_roman_ordinal(s, n);
}

/* Whether the numeral of a word, of ASCII letters, is in capitals and its ending is not. */
static bool is_mixed(const char *text, const struct coop_written *w, size_t roman)
{
	struct coop_folded f;
	for (size_t i = 0; i < roman; i++)
		if (w->off + i >= w->end || text[w->off + i] < 'A' ||
			text[w->off + i] > 'Z')
			return false;
	size_t ending = w->off + roman;
	if (ending >= w->end)
		return false;
	coop_fold_char(text + ending, w->end - ending, &f);
	return f.class == COOP_CLASS_WORD && !f.upper;
}

/* ---- the canonical form ---- */

static bool put(struct coop_ordinal *out, const char *digits, size_t n, size_t end)
{
	const char *ending = n == 1 && digits[0] == '1' ? "er" : "e";
	memcpy(out->s, digits, n);
	out->len = n;
	for (; *ending; ending++)
		out->s[out->len++] = *ending;
	out->s[out->len] = '\0';
	out->end = end;
	return true;
}

static bool put_number(struct coop_ordinal *out, unsigned number, size_t end)
{
	const char digits[2] = {(char)('0' + number / 10), (char)('0' + number % 10)};
	size_t zero = number < 10;
	return put(out, digits + zero, 2 - zero, end);
}

bool coop_may_part_ordinal(const char *text, size_t len, size_t at)
{
	size_t blank = coop_blank_len(text, len, at), next = at + blank;
	if (blank == 0 || next >= len)
		return false;
	unsigned char first = (unsigned char)text[next],
		      second = next + 1 < len ? (unsigned char)text[next + 1] : ' ';
	if (first >= 0x80)
		return true;
	switch (first | 0x20) {
	case 'e': /* e, er, eme, with an accent or without */
		return second >= 0x80 || coop_ascii_class[second] != COOP_CLASS_WORD ||
		       strchr("rmRM", second);
	case 'i': /* ieme, ier */
		return second >= 0x80 || (second | 0x20) == 'e';
	case 'n': /* nd, nde */
		return (second | 0x20) == 'd';
	case 'r': /* re */
		return (second | 0x20) == 'e';
	default:
		return false;
	}
}

/* Where the ending ends that a blank parts from its number; 0 when there is none. */
static size_t find_parted(const char *text, size_t len, unsigned number, size_t at)
{
	struct coop_neighbour next;
	if (!coop_may_part_ordinal(text, len, at) ||
		!coop_neighbour_after(text, len, at, &next) ||
		!is_ending_of(number, next.s, next.len) ||
		coop_is_one_of(next.s, next.len, COOP_LIST("es", "de")))
		return 0;
	return next.len > 1 || noun_follows(text, len, next.end) ? next.end : 0;
}

/* The length of a degree sign at `at` that stands for an ending: "XIX° siècle", "XIX° s."; or 0. */
static size_t degree_len(const char *text, size_t len, size_t at)
{
	static const char degree[] = "\u00b0";
	size_t n = sizeof degree - 1;
	if (at >= len || len - at < n || memcmp(text + at, degree, n) != 0)
		return 0;
	return century_follows(text, len, at + n) ? n : 0;
}

/* Where the second number of a range begins, whose first one ends at `at`; `at` when there is none. */
static size_t range_at(const char *text, size_t len, size_t at)
{
	struct coop_folded f = {.class = COOP_CLASS_SPACE};
	static const char dash[] = "\u2013";
	struct coop_neighbour word;
	size_t sign = at + coop_blank_len(text, len, at), next;
	if (sign < len)
		coop_fold_char(text + sign, len - sign, &f);
	if (f.class == COOP_CLASS_HYPHEN)
		next = sign + f.used;
	else if (len - sign >= sizeof dash - 1 &&
		 memcmp(text + sign, dash, sizeof dash - 1) == 0)
		next = sign + sizeof dash - 1;
	else if (sign < len && text[sign] == '/')
		next = sign + 1;
	else if (sign > at && coop_neighbour_at(text, len, sign, &word) &&
		 coop_is_one_of(word.s, word.len, COOP_LIST("et", "au", "ou", "a")))
		next = word.end;
	else
		return at;
	return next + coop_blank_len(text, len, next);
}

/* Whether a numeral that ends at `at` has the ending of the next one: "XIX-XXe siècles". */
static bool begins_range(const char *text, size_t len, size_t at)
{
	struct coop_neighbour last;
	size_t next = range_at(text, len, at);
	if (next == at || !coop_neighbour_at(text, len, next, &last) ||
		numeral_len(last.s, last.len) == last.len ||
		!coop_is_roman_ordinal(last.s, last.len))
		return false;
	return century_follows(text, len, last.end);
}

static bool find_digits(const char *text, size_t len, const struct coop_written *w,
	struct coop_ordinal *out)
{
	enum { DIGITS_MAX = 4 };
	size_t n = 0, end = w->end;
	while (n < w->len && w->s[n] >= '0' && w->s[n] <= '9')
		n++;
	if (n == 0 || n > DIGITS_MAX || w->s[0] == '0')
		return false;
	unsigned number = n > 1 ? 0 : (unsigned)(w->s[0] - '0');
	if (n == w->len)
		end = find_parted(text, len, number, w->end);
	else if (!is_ending_of(number, w->s + n, w->len - n))
		return false;
	return end > 0 && put(out, w->s, n, end);
}

/* The same for a word in Roman letters. */
static bool find_roman(const char *text, size_t len, const struct coop_written *w,
	struct coop_ordinal *out)
{
	size_t roman = numeral_len(w->s, w->len), end = w->end;
	unsigned number = roman_value(w->s, roman);
	if (roman == 0)
		return false;
	if (roman == w->len) {
		size_t sign = degree_len(text, len, w->end);
		end = sign > 0 || begins_range(text, len, w->end)
			      ? w->end + sign
			      : find_parted(text, len, number, w->end);
		return end > 0 && put_number(out, number, end);
	}
	bool word = is_always_word(w->s, w->len) ||
		    (is_word_too(w->s, w->len) && !is_mixed(text, w, roman));
	return is_ending_of(number, w->s + roman, w->len - roman) &&
	       (!word || noun_follows(text, len, w->end)) && put_number(out, number, end);
}

bool coop_ordinal_find(const char *text, size_t len, const struct coop_written *w,
	struct coop_ordinal *out)
{
	bool digits = w->len > 0 && w->s[0] >= '0' && w->s[0] <= '9';
	return digits ? find_digits(text, len, w, out) : find_roman(text, len, w, out);
}
