#include "indexer/convert/xml_tag.h"

#include <string.h>

#include "shared/core/bytes.h"

static bool begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == ':';
}

size_t xml_name_length(const char *s, size_t n)
{
	size_t len = 0;
	if (n == 0 || !begins_name(*s))
		return 0;
	while (len < n && is_name(s[len]))
		len++;
	return s[len - 1] == ':' ? 0 : len;
}

/* What is left of the tag. */
struct scan {
	const char *s;
	size_t n, i;
	bool all;
};

static void skip_blanks(struct scan *t)
{
	while (t->i < t->n && coop_is_blank(t->s[t->i]))
		t->i++;
}

static bool is_at(const struct scan *t, char c)
{
	return t->i < t->n && t->s[t->i] == c;
}

/* Whether what follows a quote shows that it closes a value. */
static bool closes(const struct scan *t, size_t after)
{
	return after < t->n &&
	       (coop_is_blank(t->s[after]) || t->s[after] == '>' || t->s[after] == '/');
}

/* Reads a value in quotes; one whose closing quote is missing ends with the tag. */
static enum xml_tag_found read_quoted(
	struct scan *t, struct xml_piece *value, struct xml_tag *out)
{
	size_t from = t->i + 1;
	const char *start = t->s + from;
	const char *close = memchr(start, t->s[t->i], t->n - from);
	size_t end = close ? (size_t)(close - t->s) : t->n;
	if (end + 1 >= t->n && !t->all)
		return XML_TAG_CUT;
	const char *sign = memchr(start, '<', end - from);
	const char *over = memchr(start, '>', end - from);
	bool missing = over && sign && !closes(t, end + 1);
	if (!missing && end + 1 >= t->n)
		return XML_TAG_CUT;
	out->wrong += missing;
	t->i = missing ? (size_t)(over - t->s) : end + 1;
	*value = (struct xml_piece){from, (missing ? t->i : end) - from};
	return XML_TAG_FOUND;
}

static enum xml_tag_found read_value(
	struct scan *t, struct xml_piece *value, struct xml_tag *out)
{
	skip_blanks(t);
	if (t->i == t->n)
		return XML_TAG_CUT;
	if (is_at(t, '"') || is_at(t, '\''))
		return read_quoted(t, value, out);
	size_t from = t->i;
	while (t->i < t->n && !coop_is_blank(t->s[t->i]) && !is_at(t, '>') &&
		!is_at(t, '<'))
		t->i++;
	*value = (struct xml_piece){from, t->i - from};
	out->wrong++;
	return t->i == t->n ? XML_TAG_CUT : XML_TAG_FOUND;
}

/* Keeps an attribute, unless there is one of its name, or too many. */
static void keep(
	const char *s, struct xml_tag *out, struct xml_piece name, struct xml_piece value)
{
	static const char space[] = "xmlns";
	size_t len = sizeof space - 1;
	if (name.len >= len && memcmp(s + name.off, space, len) == 0 &&
		(name.len == len || s[name.off + len] == ':'))
		return;
	for (size_t i = 0; i < out->count; i++)
		if (coop_bytes_equal(s + out->at[i].name.off, out->at[i].name.len,
			    s + name.off, name.len)) {
			out->wrong++;
			return;
		}
	if (out->count == TAG_ATTRIBUTES_MAX) {
		out->wrong++;
		return;
	}
	out->at[out->count].name = name;
	out->at[out->count++].value = value;
}

static enum xml_tag_found read_attribute(struct scan *t, struct xml_tag *out)
{
	struct xml_piece name = {t->i, 0}, value = {0};
	name.len = xml_name_length(t->s + t->i, t->n - t->i);
	t->i += name.len;
	skip_blanks(t);
	if (t->i == t->n)
		return XML_TAG_CUT;
	if (name.len == 0 || !is_at(t, '='))
		return XML_TAG_NONE;
	t->i++;
	enum xml_tag_found found = read_value(t, &value, out);
	if (found == XML_TAG_FOUND)
		keep(t->s, out, name, value);
	return found;
}

enum xml_tag_found xml_tag_read(const char *s, size_t n, bool all, struct xml_tag *out)
{
	struct scan t = {s, n, 1, all};
	out->count = out->wrong = 0;
	out->name = (struct xml_piece){1, xml_name_length(s + 1, n - 1)};
	t.i += out->name.len;
	if (out->name.len > 0 && t.i == n)
		return XML_TAG_CUT;
	if (out->name.len == 0 ||
		(!coop_is_blank(s[t.i]) && s[t.i] != '>' && s[t.i] != '/'))
		return XML_TAG_NONE;
	for (;;) {
		skip_blanks(&t);
		if (t.i == n || (s[t.i] == '/' && t.i + 1 == n))
			return XML_TAG_CUT;
		out->empty = s[t.i] == '/' && s[t.i + 1] == '>';
		if (out->empty || s[t.i] == '>')
			break;
		enum xml_tag_found found = read_attribute(&t, out);
		if (found != XML_TAG_FOUND)
			return found;
	}
	out->len = t.i + 1 + out->empty;
	return XML_TAG_FOUND;
}
