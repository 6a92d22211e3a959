#include "indexer/csv/nulls.h"

#include <string.h>

/* SHORT_MAX_BYTES: of all words but those of several */
enum { WORD_MAX_BYTES = 24, SHORT_MAX_BYTES = 6, CODE_MAX_BYTES = 3 };

/* In small letters; "@" is an e with an acute accent, in either character set or without it. */
static const char *const sure[] = {"n/a", "#n/a", "n.a.", "n.a", "n/c", "n.c.", "n.c",
	"n/d", "#n/d", "n.d.", "n.d", "n/r", "n.r.", "n.r", "s/o", "s.o.", "s.o",
	"(null)", "<null>", "\\n", "(vide)", NULL};
/* What follows "non ", before the endings of the feminine and the plural. */
static const char *const lacking[] = {"renseign@", "communiqu@", "pr@cis@", "disponible",
	"d@fini", "applicable", "concern@", "sp@cifi@", NULL};
static const char *const maybe[] = {"null", "nan", "none", "n@ant", NULL};
static const char *const capitals[] = {"NA", "NC", "ND", "NR", "SO", NULL};

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The length of an e, with its accent or without, at the start of a text; 0 if it is none. */
static size_t acute(const char *s, size_t n)
{
	if (n > 1 && s[0] == '\xc3' && (s[1] == '\xa9' || s[1] == '\x89'))
		return 2;
	return n > 0 && (s[0] == '\xe9' || s[0] == '\xc9' || small(s[0]) == 'e');
}

/* The length of a word at the start of a text; 0 when it does not stand there. */
static size_t begins_with(const char *s, size_t n, const char *word)
{
	size_t at = 0;
	for (; *word; word++) {
		size_t len = *word == '@' ? acute(s + at, n - at)
					  : at < n && small(s[at]) == *word;
		if (len == 0)
			return 0;
		at += len;
	}
	return at;
}

static bool is_one_of(const char *s, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (begins_with(s, n, *words) == n)
			return true;
	return false;
}

/* "non renseignées" */
static bool is_lacking(const char *s, size_t n)
{
	static const char *const endings[] = {"e", "s", "es", NULL};
	size_t at = begins_with(s, n, "non ");
	for (const char *const *w = lacking; at > 0 && *w; w++) {
		size_t len = begins_with(s + at, n - at, *w);
		if (len > 0 &&
			(at + len == n || is_one_of(s + at + len, n - at - len, endings)))
			return true;
	}
	return false;
}

/* Whether a text is nothing but dashes or question marks. */
static bool is_mark(const char *s, size_t n)
{
	static const char *const marks[] = {"-", "?", "\u2013", "\u2014", "\x96", "\x97"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = 0, len = strlen(marks[i]);
		while (at + len <= n && memcmp(s + at, marks[i], len) == 0)
			at += len;
		if (at == n)
			return true;
	}
	return false;
}

/* The same as null_word() of a text of a few letters. */
static enum null_word short_word(const char *s, size_t n)
{
	if (is_one_of(s, n, sure))
		return NULL_SURE;
	for (const char *const *w = capitals; *w; w++)
		if (n == 2 && memcmp(s, *w, n) == 0)
			return NULL_MAYBE;
	return is_one_of(s, n, maybe) ? NULL_MAYBE : NULL_NOT;
}

enum null_word null_word(const char *s, size_t n)
{
	static const bool begins[256] = {['-'] = true,
		['?'] = true,
		['#'] = true,
		['('] = true,
		['<'] = true,
		['\\'] = true,
		['n'] = true,
		['N'] = true,
		['s'] = true,
		['S'] = true,
		[0xe2] = true,
		[0x96] = true,
		[0x97] = true};
	if (n == 0 || n > WORD_MAX_BYTES || !begins[(unsigned char)*s])
		return NULL_NOT;
	char first = small(*s);
	if (first != 'n' && first != 's' && is_mark(s, n))
		return NULL_SURE;
	if (n > SHORT_MAX_BYTES) {
		if (first == 's')
			return begins_with(s, n, "sans objet") == n ? NULL_MAYBE
								    : NULL_NOT;
		return small(s[1]) == 'o' && is_lacking(s, n) ? NULL_SURE : NULL_NOT;
	}
	return short_word(s, n);
}

bool null_is_code(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < 'A' || s[i] > 'Z')
			return false;
	return n > 0 && n <= CODE_MAX_BYTES;
}
