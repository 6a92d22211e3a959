#include "indexer/convert/entities.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <string.h>

enum { NAME_MAX_BYTES = 10 /* "&thetasym;" has the longest but one */ };

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter_or_digit(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a name is known; `copy` is it as a string. */
static const htmlEntityDesc *look_up(const char *s, size_t n, char *copy)
{
	memcpy(copy, s, n);
	copy[n] = '\0';
	return htmlEntityLookup((const xmlChar *)copy);
}

/* Whether a name counts without a semicolon. */
static bool is_short_form(const htmlEntityDesc *e)
{
	return e && (e->value < 0x80 ? e->value != '\'' : e->value <= 0xff);
}

/* The name that one in capitals stands for; NULL when there is none. */
static const htmlEntityDesc *in_capitals(const char *s, size_t n)
{
	char copy[NAME_MAX_BYTES + 1];
	for (size_t i = 0; i < n; i++) {
		if (!is_upper(s[i]))
			return NULL;
		copy[i] = s[i];
	}
	copy[n] = '\0';
	/* small but for two letters, one, none: &OElig; &Eacute; &nbsp; */
	for (size_t capitals = 3; capitals-- > 0;) {
		for (size_t i = capitals; i < n; i++)
			copy[i] = (char)(s[i] | 0x20);
		const htmlEntityDesc *e = htmlEntityLookup((const xmlChar *)copy);
		if (e)
			return e;
	}
	return NULL;
}

/*
 * The name after an '&', and how many bytes of it are used; NULL where libxml2 needs no help, or can
 * have none.
 */
static const htmlEntityDesc *find_name(const char *s, size_t n, bool in_tag, size_t *used)
{
	char copy[NAME_MAX_BYTES + 1];
	size_t len = 0;
	while (len < n && len < NAME_MAX_BYTES && is_letter_or_digit(s[len]))
		len++;
	if (len < 2)
		return NULL;
	*used = len;
	if (len < n && s[len] == ';')
		return look_up(s, len, copy) ? NULL : in_capitals(s, len);
	bool goes_on = len < n && (s[len] == '=' || is_letter_or_digit(s[len]));
	for (size_t shortest = in_tag ? len : 2; len >= shortest && !(in_tag && goes_on);
		len--) {
		const htmlEntityDesc *e = look_up(s, len, copy);
		*used = len;
		if (is_short_form(e))
			return e;
	}
	return NULL;
}

void entities_complete(const char *s, size_t n, struct coop_buf *out)
{
	bool in_tag = false;
	size_t from = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '<' && i + 1 < n)
			in_tag |= s[i + 1] == '/' || is_letter_or_digit(s[i + 1]);
		else if (s[i] == '>')
			in_tag = false;
		if (s[i] != '&')
			continue;
		size_t used;
		const htmlEntityDesc *e = find_name(s + i + 1, n - i - 1, in_tag, &used);
		if (!e)
			continue;
		coop_buf_add(out, s + from, i + 1 - from);
		coop_buf_str(out, e->name);
		coop_buf_byte(out, ';');
		from = i + 1 + used;
		from += from < n && s[from] == ';';
		i = from - 1;
	}
	coop_buf_add(out, s + from, n - from);
}
