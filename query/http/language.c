#include "query/http/language.h"

#include <string.h>
#include <strings.h>

enum {
	UNNAMED = -1,
	WHOLE = 1000 /* a quality of 1, in thousandths */
};

/* Reads a quality such as "0.8"; what is none counts as 0. Stops where it ends. */
static int read_quality(const char **at)
{
	const char *s = *at;
	int quality = 0;
	if (*s == '1')
		quality = WHOLE;
	else if (*s != '0')
		return 0;
	s++;
	if (*s == '.') {
		s++;
		for (int unit = 100; *s >= '0' && *s <= '9'; s++, unit /= 10)
			quality += (*s - '0') * unit;
	}
	*at = s;
	return quality > WHOLE ? WHOLE : quality;
}

/* The quality of a range of languages, of the parameters behind its name. */
static int quality_of(const char *s, const char *end)
{
	while (s < end) {
		if (*s == ';' || *s == ' ' || *s == '\t') {
			s++;
			continue;
		}
		if (end - s >= 2 && (*s == 'q' || *s == 'Q') && s[1] == '=') {
			s += 2;
			return read_quality(&s);
		}
		while (s < end && *s != ';')
			s++;
	}
	return WHOLE;
}

/* Whether a range of `len` bytes is a language or a kind of it. */
static bool is_language(const char *s, size_t len, const char *language)
{
	size_t n = strlen(language);
	return len >= n && strncasecmp(s, language, n) == 0 && (len == n || s[n] == '-');
}

/* How much a language is wanted: 0 where nothing is said of it, and less where it is refused. */
static int rank(int quality, int others)
{
	int known = quality == UNNAMED ? others : quality;
	return known == UNNAMED ? 0 : known == 0 ? -1 : known;
}

bool prefers_french(const char *s, bool otherwise)
{
	int french = UNNAMED, english = UNNAMED, others = UNNAMED;
	bool french_first = false;
	for (; s && *s; s += *s == ',') {
		s += strspn(s, " \t");
		const char *end = s + strcspn(s, ",");
		size_t len = strcspn(s, ",; \t");
		int quality = quality_of(s + len, end);
		if (is_language(s, len, "fr") && quality > french) {
			french_first = english == UNNAMED;
			french = quality;
		} else if (is_language(s, len, "en") && quality > english) {
			english = quality;
		} else if (len == 1 && *s == '*') {
			others = quality;
		}
		s = end;
	}
	if (french == UNNAMED && english == UNNAMED)
		return otherwise;
	french = rank(french, others);
	english = rank(english, others);
	return french == english ? french > 0 ? french_first : otherwise
				 : french > english;
}
