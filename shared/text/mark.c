#include "shared/text/mark.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/stopwords.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether letters behind a number make it an ordinal: 2e, 3ème, 1re, 1º. */
static bool is_ordinal(const char *s, size_t n)
{
	static const char *const endings[] = {"e", "es", "er", "ers", "re", "res", "ere",
		"eres", "eme", "emes", "ieme", "iemes", "nd", "nde", "nds", "ndes", "o",
		NULL};
	return coop_is_one_of(s, n, endings);
}

/* Where letters and digits change for the first time; 0 when never or more than once. */
static size_t find_boundary(const char *s, size_t n)
{
	size_t boundary = 0;
	for (size_t at = 0; at < n; at++) {
		if (!is_digit(s[at]) && (s[at] < 'a' || s[at] > 'z'))
			return 0;
		if (at == 0 || is_digit(s[at]) == is_digit(s[at - 1]))
			continue;
		if (boundary > 0)
			return 0;
		boundary = at;
	}
	return boundary;
}

size_t coop_mark_boundary(const char *word, size_t len)
{
	size_t first = find_boundary(word, len), second = len - first;
	if (first == 0)
		return 0;
	bool digits_first = is_digit(*word);
	size_t digits = digits_first ? first : second;
	if (digits > COOP_MARK_DIGITS || len - digits > COOP_MARK_LETTERS)
		return 0;
	return digits_first && is_ordinal(word + first, second) ? 0 : first;
}

size_t coop_mark_place(const char *text, size_t off, size_t end)
{
	struct coop_folded f;
	enum coop_class class = COOP_CLASS_IGNORE;
	for (size_t at = off; at < end; at += f.used) {
		coop_fold_char(text + at, end - at, &f);
		if (f.class == COOP_CLASS_IGNORE)
			continue;
		if (class != COOP_CLASS_IGNORE && f.class != class)
			return at;
		class = f.class;
	}
	return end;
}

/* The length of the blank that ends at an offset; 0 when there is none. */
static size_t blank_before(const char *text, size_t at)
{
	if (at >= 1 && text[at - 1] == ' ')
		return 1;
	return at >= 2 && memcmp(text + at - 2, "\u00a0", 2) == 0 ? 2 : 0;
}

static bool may_be_letter(char c)
{
	return (unsigned char)c >= 0x80 || (((unsigned char)c | 0x20U) - 'a') < 26U;
}

/*
 * Folds the letters that end at `end`, from `from` on: those of the last word there. Returns how many,
 * 0 when they are too many; `*begin` is where they begin.
 */
static size_t fold_last(const char *text, size_t from, size_t end, size_t *begin,
	char letters[COOP_MARK_APART])
{
	struct coop_folded f;
	size_t n = 0;
	bool many = false;
	*begin = from;
	for (size_t at = from; at < end; at += f.used) {
		coop_fold_char(text + at, end - at, &f);
		if (f.class == COOP_CLASS_IGNORE)
			continue;
		if (f.class != COOP_CLASS_WORD) {
			n = 0;
			many = false;
			*begin = at + f.used;
			continue;
		}
		many |= n + f.len > COOP_MARK_APART;
		if (many)
			continue;
		memcpy(letters + n, f.s, f.len);
		n += f.len;
	}
	return many ? 0 : n;
}

/* Whether a short word before a number is a word and no mark: the stop words, but for letters. */
static bool is_word(const char *letters, size_t n)
{
	if (n == 1)
		return *letters == 'a' || *letters == 'y';
	return coop_is_stopword(letters, n);
}

/* Whether folded letters are ASCII. */
static bool are_plain(const char *letters, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (letters[i] < 'a' || letters[i] > 'z')
			return false;
	return true;
}

size_t coop_mark_before(const char *text, size_t at, size_t end, size_t *begin,
	char letters[COOP_MARK_APART])
{
	enum { FAR = 4 * COOP_MARK_APART /* bytes of as many letters */ };
	size_t blank = blank_before(text, at), last = at - blank, from = last;
	if (blank == 0 || end - at > COOP_MARK_DIGITS)
		return 0;
	while (from > 0 && last - from <= FAR && may_be_letter(text[from - 1]))
		from--;
	if (from > 0 && is_digit(text[from - 1]))
		return 0;
	size_t n = fold_last(text, from, last, begin, letters);
	return n > 0 && are_plain(letters, n) && !is_word(letters, n) ? n : 0;
}

/* The length of the blank that begins at an offset; 0 when there is none. */
static size_t blank_at(const char *text, size_t len, size_t at)
{
	if (at < len && text[at] == ' ')
		return 1;
	return at < len && len - at >= 2 && memcmp(text + at, "\u00a0", 2) == 0 ? 2 : 0;
}

size_t coop_mark_behind(const char *text, size_t len, size_t at, size_t *end,
	char letters[COOP_MARK_APART])
{
	struct coop_folded f = {.class = COOP_CLASS_SPACE};
	size_t blank = blank_at(text, len, at), n = 0;
	if (blank == 0)
		return 0;
	for (at += blank; at < len; at += f.used) {
		coop_fold_char(text + at, len - at, &f);
		if (f.class == COOP_CLASS_IGNORE && n > 0)
			continue;
		if (f.class != COOP_CLASS_WORD)
			break;
		if (n + f.len > COOP_MARK_BEHIND)
			return 0;
		memcpy(letters + n, f.s, f.len);
		n += f.len;
	}
	/* an elided word, a compound, or letters before digits */
	bool goes_on = at < len && (f.class == COOP_CLASS_APOSTROPHE ||
					   f.class == COOP_CLASS_HYPHEN ||
					   f.class == COOP_CLASS_DIGIT);
	*end = at;
	return n > 0 && !goes_on && are_plain(letters, n) && !is_word(letters, n) ? n : 0;
}
