#include "query/http/params.h"

#include <stdlib.h>
#include <string.h>

/* The value of a hexadecimal digit; -1 for another byte. */
static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte of an escape "%xx" that `len` bytes begin with; -1 when they begin with none. */
static int escaped(const char *s, size_t len)
{
	if (len < 3 || *s != '%')
		return -1;
	int high = digit(s[1]), low = digit(s[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Decodes a name or a value to `to`, with a NUL behind it; returns the bytes before that. */
static size_t decode(const char *s, size_t len, char *to)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		int byte = escaped(s + i, len - i);
		if (byte >= 0)
			i += 2;
		else
			byte = s[i] == '+' ? ' ' : (unsigned char)s[i];
		to[n++] = (char)byte;
	}
	to[n] = '\0';
	return n;
}

/* Adds a parameter that is `len` bytes as sent, decoded to `*to`, which it moves. */
static bool add(struct params *p, const char *s, size_t len, char **to)
{
	const char *equals = memchr(s, '=', len);
	size_t name = equals ? (size_t)(equals - s) : len;
	if (p->count == HTTP_PARAMS_MAX)
		return false;
	struct http_param *item = &p->items[p->count++];
	size_t n = decode(s, name, *to);
	item->name = *to;
	if (strlen(item->name) != n)
		return false;
	*to += n + 1;
	item->value = *to;
	item->len = equals ? decode(equals + 1, len - name - 1, *to) : decode("", 0, *to);
	*to += item->len + 1;
	return true;
}

unsigned params_read(struct params *p, const char *s, size_t len)
{
	*p = (struct params){0};
	/* the shortest parameter, "a&", takes three bytes: its name and two NULs */
	p->text = malloc(2 * len + 2);
	if (!p->text)
		return 500;
	char *to = p->text;
	for (const char *end = s + len; s < end; s++) {
		const char *ampersand = memchr(s, '&', (size_t)(end - s));
		size_t n = (size_t)((ampersand ? ampersand : end) - s);
		if (n > 0 && !add(p, s, n, &to))
			return 400;
		s += n;
	}
	return 0;
}

void params_release(struct params *p)
{
	free(p->text);
	*p = (struct params){0};
}

bool path_decode(const char *s, size_t len, char *to)
{
	size_t n = 0;
	if (len == 0 || *s != '/')
		return false;
	for (size_t i = 0; i < len; i++) {
		int byte = (unsigned char)s[i];
		if (byte == '%') {
			byte = escaped(s + i, len - i);
			i += 2;
		}
		if (byte <= 0)
			return false;
		to[n++] = (char)byte;
	}
	to[n] = '\0';
	return true;
}

static const struct http_param *find(
	const struct http_param *items, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i].name, name) == 0)
			return &items[i];
	}
	return NULL;
}

const struct http_param *http_param(const struct http_request *r, const char *name)
{
	return find(r->params, r->nparams, name);
}

const struct http_param *http_field(const struct http_request *r, const char *name)
{
	return find(r->fields, r->nfields, name);
}
