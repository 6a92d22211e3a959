#include "indexer/decode/mail_head.h"

#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"

static const char mark[] = "From ";

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A line at the start of a text, without its end; `*next` is where the next one begins. */
static size_t line_length(const char *s, size_t n, size_t *next)
{
	const char *end = memchr(s, '\n', n);
	size_t len = end ? (size_t)(end - s) : n;
	*next = len + (end != NULL);
	return len > 0 && s[len - 1] == '\r' ? len - 1 : len;
}

bool mail_is_postmark(const char *line, size_t n)
{
	enum { LONGEST = 400 };
	size_t len = sizeof mark - 1;
	if (n < len + 8 || n > LONGEST || memcmp(line, mark, len) != 0 ||
		line[len] == ' ')
		return false;
	/* the time of day, and a year or a time zone at the end of the line */
	bool time = false;
	for (size_t i = len; i + 5 <= n; i++)
		time |= is_digit(line[i]) && is_digit(line[i + 1]) &&
			line[i + 2] == ':' && is_digit(line[i + 3]) &&
			is_digit(line[i + 4]);
	return time && is_digit(line[n - 1]) && is_digit(line[n - 2]);
}

bool mail_is_field(const char *line, size_t n)
{
	enum { NAME_MAX_BYTES = 76 };
	size_t i = 0;
	while (i < n && i < NAME_MAX_BYTES && line[i] > ' ' && line[i] < 0x7f &&
		line[i] != ':')
		i++;
	return i > 0 && i < n && line[i] == ':';
}

bool mail_begins_box(const char *s, size_t n)
{
	size_t next, after;
	size_t len = line_length(s, n, &next);
	if (!mail_is_postmark(s, len))
		return false;
	len = line_length(s + next, n - next, &after);
	return mail_is_field(s + next, len);
}

/* Whether a header field has one of the names of a list, which ends with NULL. */
static bool is_one_of(const char *line, size_t n, const char *const *names)
{
	for (; *names; names++) {
		size_t len = strlen(*names);
		if (n > len && line[len] == ':' && strncasecmp(line, *names, len) == 0)
			return true;
	}
	return false;
}

bool mail_begins(const char *s, size_t n)
{
	static const char *const said[] = {"From", "Subject", "Sender", NULL};
	static const char *const machine[] = {"Message-ID", "MIME-Version", "Received",
		"Return-Path", "Delivered-To", "Content-Type",
		"Content-Transfer-Encoding", "DKIM-Signature", "X-Mozilla-Status",
		"In-Reply-To", "References", NULL};
	bool has_said = false, has_machine = false, named = false;
	size_t next;
	while (n > 0 && coop_is_blank(*s))
		s++, n--;
	for (; n > 0 && !(has_said && has_machine); s += next, n -= next) {
		size_t len = line_length(s, n, &next);
		bool continues = named && len > 0 && coop_is_blank(*s);
		if (len == 0 || (!continues && !mail_is_field(s, len)))
			return false;
		named = true;
		has_said |= !continues && is_one_of(s, len, said);
		has_machine |= !continues && is_one_of(s, len, machine);
		/* encoded words (RFC 2047) */
		has_machine |= memmem(s, len, "=?", 2) && memmem(s, len, "?=", 2);
	}
	return has_said && has_machine;
}
