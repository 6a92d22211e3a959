#include "indexer/convert/rtf_lexer.h"

#include <stdint.h>

#include "shared/core/bytes.h"

enum { NAME_MAX_LEN = 32, DIGITS_MAX = 10 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The value of a hexadecimal digit; -1 for any other byte. */
static int hex(char c)
{
	char low = (char)(c | 0x20);
	return is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Reads the number after a name, if there is one. */
static void read_number(struct rtf_lexer *l, struct rtf_token *t)
{
	const char *s = l->at;
	bool negative = s < l->end && *s == '-';
	long long n = 0;
	s += negative;
	if (s == l->end || !is_digit(*s))
		return;
	for (int digits = 0; s < l->end && is_digit(*s) && digits < DIGITS_MAX; digits++)
		n = n * 10 + (*s++ - '0');
	n = n > INT32_MAX ? INT32_MAX : n;
	t->has_number = true;
	t->number = (long)(negative ? -n : n);
	l->at = s;
}

/* Passes over the bytes that follow \bin. */
static void skip_binary(struct rtf_lexer *l, long n)
{
	size_t left = (size_t)(l->end - l->at);
	if (n > 0)
		l->at += (size_t)n < left ? (size_t)n : left;
}

static struct rtf_token word(struct rtf_lexer *l)
{
	struct rtf_token t = {.kind = RTF_WORD, .s = l->at};
	while (l->at < l->end && is_letter(*l->at) && t.len < NAME_MAX_LEN) {
		l->at++;
		t.len++;
	}
	read_number(l, &t);
	if (l->at < l->end && *l->at == ' ') /* ends the word and is part of it */
		l->at++;
	if (coop_bytes_equal(t.s, t.len, "bin", 3))
		skip_binary(l, t.number);
	return t;
}

/* What follows a backslash. */
static struct rtf_token control(struct rtf_lexer *l)
{
	if (l->at == l->end)
		return (struct rtf_token){.kind = RTF_END};
	if (is_letter(*l->at))
		return word(l);
	struct rtf_token t = {.kind = RTF_SYMBOL, .s = l->at++, .len = 1};
	if (*t.s == '\'' && l->end - l->at >= 2 && hex(l->at[0]) >= 0 &&
		hex(l->at[1]) >= 0) {
		t.kind = RTF_BYTE;
		t.byte = (unsigned char)(hex(l->at[0]) << 4 | hex(l->at[1]));
		l->at += 2;
	}
	return t;
}

static bool is_line_end(char c)
{
	return c == '\r' || c == '\n' || c == '\0';
}

struct rtf_token rtf_next(struct rtf_lexer *l)
{
	while (l->at < l->end && is_line_end(*l->at))
		l->at++;
	struct rtf_token t = {.kind = RTF_END, .s = l->at};
	if (l->at == l->end)
		return t;
	char c = *l->at;
	if (c == '\\') {
		l->at++;
		return control(l);
	}
	if (c == '{' || c == '}') {
		l->at++;
		t.kind = c == '{' ? RTF_OPEN : RTF_CLOSE;
		return t;
	}
	while (l->at < l->end && *l->at != '\\' && *l->at != '{' && *l->at != '}' &&
		!is_line_end(*l->at))
		l->at++;
	t.kind = RTF_TEXT;
	t.len = (size_t)(l->at - t.s);
	return t;
}
