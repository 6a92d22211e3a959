#include "indexer/convert/declared.h"

#include <string.h>
#include <strings.h>

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

static size_t skip(const char *s, size_t n, size_t at, const char *bytes)
{
	while (at < n && s[at] && strchr(bytes, s[at]))
		at++;
	return at;
}

/* The character set named from `at` on, after blanks, '=' and quotes. */
static enum charset named(const char *s, size_t n, size_t at)
{
	size_t equals = skip(s, n, at, " \t\r\n");
	if (equals == n || s[equals] != '=')
		return CHARSET_AUTO;
	at = skip(s, n, equals + 1, " \t\r\n\"'");
	size_t len = 0;
	while (at + len < n && is_name_byte(s[at + len]))
		len++;
	/* a page in another set could not say so: its declaration is read as ASCII */
	enum charset set = charset_by_name(s + at, len);
	return set <= CHARSET_CP437 ? set : CHARSET_AUTO;
}

static bool has_bom(const char *s, size_t n)
{
	static const enum charset sets[] = {CHARSET_UTF8, CHARSET_UTF16LE,
		CHARSET_UTF16BE, CHARSET_UTF32LE, CHARSET_UTF32BE};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (charset_bom(sets[i], s, n) > 0)
			return true;
	return false;
}

enum charset charset_declared(const char *s, size_t n)
{
	static const char *const words[] = {"charset", "encoding"};
	if (n > CHARSET_DECLARED_WITHIN)
		n = CHARSET_DECLARED_WITHIN;
	if (has_bom(s, n))
		return CHARSET_AUTO;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
			size_t len = strlen(words[k]);
			if (len > n - i || strncasecmp(s + i, words[k], len) != 0)
				continue;
			enum charset set = named(s, n, i + len);
			if (set != CHARSET_AUTO)
				return set;
		}
	}
	return CHARSET_AUTO;
}
