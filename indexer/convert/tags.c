#include "indexer/convert/tags.h"

#include <string.h>
#include <strings.h>

#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"

/* Longer names count as several attributes: libxml2 cuts them. */
enum { NAME_MAX_LENGTH = 100 };

/* Where the look is. */
struct look {
	const char *at, *end;
	bool html;
	bool open; /* something does not end: nothing is passed over any more */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}

static bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

/* Whether a name may begin so, of a tag or an attribute. */
static bool begins_name(const struct look *l)
{
	return l->at < l->end &&
	       (is_letter(*l->at) || (!l->html && (unsigned char)*l->at >= 0x80));
}

static bool begins(const struct look *l, const char *with)
{
	size_t n = strlen(with);
	return (size_t)(l->end - l->at) >= n && strncasecmp(l->at, with, n) == 0;
}

static void pass_blanks(struct look *l)
{
	while (l->at < l->end && coop_is_blank(*l->at))
		l->at++;
}

/* Whether a tag ends here. */
static bool is_end(const struct look *l)
{
	return l->at == l->end || *l->at == '>' || begins(l, "/>");
}

/* Passes over the value of an attribute. */
static void pass_value(struct look *l)
{
	char quote = l->at < l->end ? *l->at : '\0';
	if (quote == '"' || quote == '\'') {
		const char *close =
			memchr(l->at + 1, quote, (size_t)(l->end - l->at) - 1);
		l->at = close ? close + 1 : l->end;
		return;
	}
	while (l->at < l->end && *l->at != '>' && !coop_is_blank(*l->at))
		l->at++;
}

/*
 * Passes over an attribute, or over what is none up to the next blank. Returns how many it
 * counts as.
 */
static size_t pass_attribute(struct look *l)
{
	const char *name = l->at;
	bool good = begins_name(l) || *name == '.';
	while (good && l->at < l->end && is_name(*l->at))
		l->at++;
	size_t length = (size_t)(l->at - name);
	if (!good)
		while (!is_end(l) && !coop_is_blank(*l->at))
			l->at++;
	pass_blanks(l);
	if (good && l->at < l->end && *l->at == '=') {
		l->at++;
		pass_blanks(l);
		pass_value(l);
	}
	return 1 + length / NAME_MAX_LENGTH;
}

/* Passes over what ends with one of two texts, if it does, and over that. */
static void pass_to(struct look *l, const char *end, const char *other)
{
	struct look ahead = *l;
	while (!l->open &&
		(ahead.at = memchr(ahead.at, *end, (size_t)(l->end - ahead.at)))) {
		bool first = begins(&ahead, end);
		if (first || begins(&ahead, other)) {
			l->at = ahead.at + strlen(first ? end : other);
			return;
		}
		ahead.at++;
	}
	l->open = true;
}

/* What ends the text in an element of HTML that holds no tags; NULL of any other. */
static const char *end_of_raw(const char *name, size_t n)
{
	static const char *const ends[] = {"</script", "</style"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strlen(ends[i]) == n + 2 && strncasecmp(ends[i] + 2, name, n) == 0)
			return ends[i];
	return NULL;
}

/* Passes over a tag, behind its '<'. False when it is endless. */
static bool pass_tag(struct look *l)
{
	const char *name = l->at;
	size_t attributes = 0;
	while (l->at < l->end && is_name(*l->at))
		l->at++;
	const char *end = l->html ? end_of_raw(name, (size_t)(l->at - name)) : NULL;
	for (pass_blanks(l); !is_end(l); pass_blanks(l)) {
		attributes += pass_attribute(l);
		if (attributes > TAG_ATTRIBUTES_MAX)
			return false;
	}
	if (end && l->at < l->end && *l->at == '>')
		pass_to(l, end, end);
	return true;
}

bool tags_are_endless(const char *s, size_t n, bool html)
{
	struct look l = {s, s + n, html, false};
	while ((l.at = memchr(l.at, '<', (size_t)(l.end - l.at)))) {
		l.at++;
		if (begins(&l, "!--")) {
			l.at++; /* "<!-->" is a whole one */
			pass_to(&l, "-->", "--!>");
		} else if (!html && begins(&l, "![CDATA[")) {
			pass_to(&l, "]]>", "]]>");
		} else if (begins_name(&l) && !pass_tag(&l)) {
			return true;
		}
	}
	return false;
}
