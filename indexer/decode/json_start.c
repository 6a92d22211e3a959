#include "indexer/decode/json_start.h"

#include <string.h>

#include "shared/core/bytes.h"

/* The separator of records in a stream of JSON texts (RFC 7464). */
enum { RECORD_SEPARATOR = 0x1e };

static size_t skip_blanks(const char *s, size_t n, size_t at)
{
	while (at < n && (coop_is_blank(s[at]) || s[at] == RECORD_SEPARATOR))
		at++;
	return at;
}

static bool opens(const char *s, size_t n, size_t at)
{
	return at < n && (s[at] == '{' || s[at] == '[');
}

/* The offset behind what keeps browsers from running an answer; `at` when there is nothing of it. */
static size_t skip_guard(const char *s, size_t n, size_t at)
{
	static const char *const guards[] = {
		")]}',", ")]}'", "while(1);", "for(;;);", "throw 1; <dont be evil>"};
	for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
		if (coop_bytes_begins_with(s + at, n - at, guards[i]))
			return at + strlen(guards[i]);
	return at;
}

static bool is_of_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '.';
}

/* The offset behind `name(` or `var name =`; `at` when there is nothing of it. */
static size_t skip_script(const char *s, size_t n, size_t at)
{
	enum { LONGEST = 120, NAMES = 3 };
	size_t from = at, names = 0;
	if (coop_bytes_begins_with(s + at, n - at, "/**/"))
		at = skip_blanks(s, n, at + strlen("/**/"));
	while (at < n && at - from < LONGEST && is_of_name(s[at]) && names++ < NAMES) {
		while (at < n && is_of_name(s[at]))
			at++;
		at = skip_blanks(s, n, at);
		if (at < n && (s[at] == '(' || s[at] == '='))
			return at + 1;
	}
	return from;
}

size_t json_start(const char *s, size_t n, bool *wrapped)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t at = coop_bytes_begins_with(s, n, mark) ? sizeof mark - 1 : 0;
	at = skip_blanks(s, n, at);
	*wrapped = false;
	if (opens(s, n, at))
		return at;
	*wrapped = true;
	size_t behind = skip_guard(s, n, at);
	at = skip_blanks(s, n, behind > at ? behind : skip_script(s, n, at));
	return opens(s, n, at) ? at : n;
}

/* The offset behind a string in quotes; `n` when it does not end, 0 when there is none. */
static size_t skip_string(const char *s, size_t n, size_t at)
{
	if (at >= n || s[at] != '"')
		return 0;
	for (at++; at < n && s[at] != '"'; at++)
		at += s[at] == '\\';
	return at < n ? at + 1 : n;
}

/* Whether an object with a key begins at an offset, behind its brace. */
static bool has_key(const char *s, size_t n, size_t at)
{
	at = skip_string(s, n, skip_blanks(s, n, at));
	if (at == 0)
		return false;
	at = skip_blanks(s, n, at);
	return at >= n || s[at] == ':';
}

/* Whether an array of values begins at an offset, behind its bracket. */
static bool has_values(const char *s, size_t n, size_t at)
{
	at = skip_blanks(s, n, at);
	at = skip_string(s, n, at);
	at = at == 0 ? 0 : skip_blanks(s, n, at);
	return at > 0 && (at >= n || s[at] == ',');
}

bool json_begins(const char *s, size_t n)
{
	bool wrapped;
	size_t at = json_start(s, n, &wrapped);
	if (at < n && s[at] == '{')
		return has_key(s, n, at + 1);
	at = skip_blanks(s, n, at + 1);
	if (at < n && s[at] == '{')
		return has_key(s, n, at + 1);
	return at < n && s[at] == '[' && has_values(s, n, at + 1);
}
