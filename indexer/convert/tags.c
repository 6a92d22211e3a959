#include "indexer/convert/tags.h"

#include <string.h>
#include <strings.h>

#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"

/* Longer names count as several attributes, as libxml2 splits them. */
enum { NAME_MAX_LENGTH = 100 };

/* The state of the scan. */
struct scanner {
	const char *at, *end;
	bool html;
	/*
	 * something was found not to end: nothing is skipped any more, so that time stays
	 * linear
	 */
	bool open;
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

/* Whether a name of a tag or an attribute begins here. */
static bool begins_name(const struct scanner *l)
{
	return l->at < l->end &&
	       (is_letter(*l->at) || (!l->html && (unsigned char)*l->at >= 0x80));
}

static bool begins(const struct scanner *l, const char *with)
{
	size_t n = strlen(with);
	return (size_t)(l->end - l->at) >= n && strncasecmp(l->at, with, n) == 0;
}

static void skip_blanks(struct scanner *l)
{
	while (l->at < l->end && coop_is_blank(*l->at))
		l->at++;
}

/* Whether a tag ends here. */
static bool is_end(const struct scanner *l)
{
	return l->at == l->end || *l->at == '>' || begins(l, "/>");
}

/* Skips the value of an attribute. */
static void skip_value(struct scanner *l)
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
 * Skips an attribute, or anything else up to the next blank. Returns how many attributes
 * it counts as.
 */
static size_t skip_attribute(struct scanner *l)
{
	const char *name = l->at;
	bool good = begins_name(l) || *name == '.';
	while (good && l->at < l->end && is_name(*l->at))
		l->at++;
	size_t length = (size_t)(l->at - name);
	if (!good)
		while (!is_end(l) && !coop_is_blank(*l->at))
			l->at++;
	skip_blanks(l);
	if (good && l->at < l->end && *l->at == '=') {
		l->at++;
		skip_blanks(l);
		skip_value(l);
	}
	return 1 + length / NAME_MAX_LENGTH;
}

/* Skips everything up to and including one of two texts, if one occurs. */
static void skip_to(struct scanner *l, const char *end, const char *other)
{
	struct scanner ahead = *l;
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

/* The end of the raw text in an HTML element; NULL if the element has tags in it. */
static const char *end_of_raw(const char *name, size_t n)
{
	static const char *const ends[] = {"</script", "</style"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strlen(ends[i]) == n + 2 && strncasecmp(ends[i] + 2, name, n) == 0)
			return ends[i];
	return NULL;
}

/* Skips a tag, from after its '<' on. False when it has too many attributes. */
static bool skip_tag(struct scanner *l)
{
	const char *name = l->at;
	size_t attributes = 0;
	while (l->at < l->end && is_name(*l->at))
		l->at++;
	const char *end = l->html ? end_of_raw(name, (size_t)(l->at - name)) : NULL;
	for (skip_blanks(l); !is_end(l); skip_blanks(l)) {
		attributes += skip_attribute(l);
		if (attributes > TAG_ATTRIBUTES_MAX)
			return false;
	}
	if (end && l->at < l->end && *l->at == '>')
		skip_to(l, end, end);
	return true;
}

bool tags_are_endless(const char *s, size_t n, bool html)
{
	struct scanner l = {s, s + n, html, false};
	while ((l.at = memchr(l.at, '<', (size_t)(l.end - l.at)))) {
		l.at++;
		if (begins(&l, "!--")) {
			l.at++; /* "<!-->" is a complete comment */
			skip_to(&l, "-->", "--!>");
		} else if (!html && begins(&l, "![CDATA[")) {
			skip_to(&l, "]]>", "]]>");
		} else if (begins_name(&l) && !skip_tag(&l)) {
			return true;
		}
	}
	return false;
}
