#include "indexer/decode/charset_names.h"

#include <ctype.h>

#define NAME(set, name) name,
static const char *const names[] = {"auto", CHARSET_EACH(NAME)};

/* Other names, without what is ignored. */
static const struct {
	const char *name;
	enum charset set;
} aliases[] = {{"cp1252", CHARSET_WINDOWS_1252}, {"ansi", CHARSET_WINDOWS_1252},
	{"iso88591", CHARSET_WINDOWS_1252}, {"latin1", CHARSET_WINDOWS_1252},
	{"ascii", CHARSET_WINDOWS_1252}, {"usascii", CHARSET_WINDOWS_1252},
	{"latin9", CHARSET_LATIN9}, {"macroman", CHARSET_MACINTOSH},
	{"xmacroman", CHARSET_MACINTOSH}, {"mac", CHARSET_MACINTOSH},
	{"ibm850", CHARSET_CP850}, {"850", CHARSET_CP850}, {"dos", CHARSET_CP850},
	{"ibm437", CHARSET_CP437}, {"437", CHARSET_CP437}, {"iso5426", CHARSET_ISO5426},
	{"marc8", CHARSET_MARC8}, {"ansel", CHARSET_MARC8}};

const char *charset_name(enum charset set)
{
	return names[set];
}

/* Whether `name` is `known`, whatever its case and its '-' and '_'. */
static bool is_called(const char *name, size_t n, const char *known)
{
	for (size_t i = 0; i < n; i++) {
		if (name[i] == '-' || name[i] == '_')
			continue;
		while (*known == '-')
			known++;
		if (tolower((unsigned char)name[i]) != *known)
			return false;
		known++;
	}
	return *known == '\0';
}

enum charset charset_by_name(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_called(name, n, names[i]))
			return (enum charset)i;
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (is_called(name, n, aliases[i].name))
			return aliases[i].set;
	return CHARSET_OTHER;
}

bool charset_is_direct(enum charset set)
{
	return set == CHARSET_UTF8 || set == CHARSET_WINDOWS_1252;
}
