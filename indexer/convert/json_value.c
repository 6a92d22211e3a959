#include "indexer/convert/json_value.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"

void json_odd(struct json_oddities *all, enum conversion_mend kind, size_t line)
{
	if (all && all->of[kind].count++ == 0)
		all->of[kind].line = line;
}

/* ---- where a value ends ---- */

/* Moves behind a string, whose first byte must be a quote. */
static enum conversion_failure skip_string(struct json_text *t, struct json_oddities *odd)
{
	json_take(t);
	for (;; json_take(t)) {
		int c = json_peek(t);
		if (c == JSON_END)
			return CONVERSION_CUT;
		if (c == '"')
			break;
		if (c < ' ')
			json_odd(odd, MEND_JSON_CONTROLS, t->now.line);
		if (c != '\\')
			continue;
		json_take(t);
		c = json_peek(t);
		if (c == JSON_END)
			return CONVERSION_CUT;
		if (!c || !strchr("\"\\/bfnrtu", c))
			json_odd(odd, MEND_JSON_ESCAPES, t->now.line);
	}
	json_take(t);
	return CONVERSION_OK;
}

static bool is_of_scalar(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
}

static bool is_number(const char *s, size_t n)
{
	size_t at = n > 0 && (*s == '-' || *s == '+'), digits = 0;
	for (; at < n && ((s[at] >= '0' && s[at] <= '9') || s[at] == '.'); at++)
		digits += s[at] != '.';
	if (at < n && (s[at] | 0x20) == 'e') {
		at++;
		at += at < n && (s[at] == '-' || s[at] == '+');
		while (at < n && s[at] >= '0' && s[at] <= '9')
			at++;
	}
	return digits > 0 && at == n;
}

/* What stands for no value in the files of some programs. */
static bool is_nothing(const char *s, size_t n)
{
	static const char *const nothing[] = {"NaN", "nan", "Infinity", "-Infinity",
		"+Infinity", "inf", "-inf", "undefined", "None", NULL};
	return coop_is_one_of(s, n, nothing);
}

/* Whether it is a literal; Python writes them with a capital. */
static bool is_literal(const char *s, size_t n)
{
	static const char *const literals[] = {
		"true", "false", "null", "True", "False", NULL};
	return coop_is_one_of(s, n, literals);
}

/* Moves behind a number or a literal. Of a long number, the characters are looked at alone. */
static enum conversion_failure skip_scalar(struct json_text *t, struct json_oddities *odd)
{
	char start[32];
	size_t n = 0, figures = 0;
	struct json_place from = t->now;
	for (int c = json_peek(t); is_of_scalar(c); c = json_peek(t)) {
		if (n < sizeof start)
			start[n] = (char)c;
		figures += c <= '9' || (c | 0x20) == 'e';
		n++;
		json_take(t);
	}
	bool is_long = n > sizeof start;
	bool fits = is_long ? figures == n : is_number(start, n) || is_literal(start, n);
	if (fits)
		return CONVERSION_OK;
	if (!is_long && is_nothing(start, n)) {
		json_odd(odd, MEND_JSON_NOTHING, t->now.line);
		return CONVERSION_OK;
	}
	t->now.line = from.line;
	t->now.column = from.column;
	return CONVERSION_JSON_VALUE;
}

/* Whether arrays and objects are open, from the outermost: a bit each, set for objects. */
struct stack {
	unsigned char bits[JSON_DEPTH_MAX / 8];
	size_t depth;
};

static bool push(struct stack *s, bool object)
{
	if (s->depth == JSON_DEPTH_MAX)
		return false;
	unsigned char bit = (unsigned char)(1U << s->depth % 8),
		      *of = &s->bits[s->depth / 8];
	*of = (unsigned char)(object ? *of | bit : *of & ~bit);
	s->depth++;
	return true;
}

static bool in_object(const struct stack *s)
{
	return s->bits[(s->depth - 1) / 8] >> (s->depth - 1) % 8 & 1;
}

enum conversion_failure json_skip_key(
	struct json_text *t, struct coop_buf *key, struct json_oddities *odd)
{
	int c = json_skip_blanks(t);
	if (c != '"')
		return c == JSON_END ? CONVERSION_CUT : CONVERSION_JSON_KEY;
	bool kept = t->keeping;
	struct json_place mark = t->mark;
	if (key && !kept)
		json_mark(t);
	size_t from = t->now.at - t->mark.at;
	enum conversion_failure failure = skip_string(t, odd);
	if (key && !failure && t->keeping)
		coop_buf_add(key, t->buf.s + t->mark.at + from + 1,
			t->now.at - t->mark.at - from - 2);
	if (key && !kept) {
		t->mark = mark;
		t->keeping = false;
	}
	if (failure)
		return failure;
	c = json_skip_blanks(t);
	if (c != ':')
		return c == JSON_END ? CONVERSION_CUT : CONVERSION_JSON_COLON;
	json_take(t);
	return CONVERSION_OK;
}

/* Moves behind the start of a value: all of a scalar, or the bracket of what is `*opened`. */
static enum conversion_failure begin_value(
	struct json_text *t, struct stack *stack, struct json_oddities *odd, bool *opened)
{
	int c = json_skip_blanks(t);
	*opened = c == '{' || c == '[';
	if (c == JSON_END)
		return CONVERSION_CUT;
	if (c == '"')
		return skip_string(t, odd);
	if (!*opened)
		return skip_scalar(t, odd);
	if (!push(stack, c == '{'))
		return CONVERSION_TOO_DEEP;
	json_take(t);
	return CONVERSION_OK;
}

/*
 * Moves to the next value: `first` behind a bracket, else behind a comma, out of all that is closed
 * before it. Sets the depth to 0 when the outermost is closed.
 */
static enum conversion_failure next_value(
	struct json_text *t, struct stack *stack, struct json_oddities *odd, bool first)
{
	while (stack->depth > 0) {
		int c = json_skip_blanks(t), closing = in_object(stack) ? '}' : ']';
		bool comma = c == ',' && !first;
		if (comma) {
			json_take(t);
			c = json_skip_blanks(t);
		}
		if (c == JSON_END)
			return CONVERSION_CUT;
		if (c != closing && !first && !comma)
			return CONVERSION_JSON_COMMA;
		if (c != closing)
			return in_object(stack) ? json_skip_key(t, NULL, odd)
						: CONVERSION_OK;
		if (comma)
			json_odd(odd, MEND_JSON_COMMAS, t->now.line);
		json_take(t);
		stack->depth--;
		first = false;
	}
	return CONVERSION_OK;
}

enum conversion_failure json_skip(struct json_text *t, struct json_oddities *odd)
{
	struct stack stack = {.depth = 0};
	do {
		bool opened;
		enum conversion_failure failure = begin_value(t, &stack, odd, &opened);
		if (!failure)
			failure = next_value(t, &stack, odd, opened);
		if (failure)
			return failure;
	} while (stack.depth > 0);
	return CONVERSION_OK;
}

/* ---- what is in it ---- */

/* The unit of UTF-16 that four digits behind an escape \u stand for; -1 when there are none. */
static int unit_at(const char *s, const char *end)
{
	enum { DIGITS = 4 };
	int unit = 0;
	if (end - s < DIGITS)
		return -1;
	for (int i = 0; i < DIGITS; i++) {
		int c = (unsigned char)s[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
		if (digit < 0 || digit > 15 || (c > '9' && digit < 10))
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* Copies an escape, behind its backslash, such that it is one; returns where it ends. */
static const char *copy_escape(const char *s, const char *end, struct coop_buf *out)
{
	enum { DIGITS = 4, PAIR = 10 };
	if (s == end)
		return s;
	if (*s != 'u') {
		if (strchr("\"\\/bfnrt", *s) && *s)
			coop_buf_byte(out, '\\');
		coop_buf_byte(out, *s && (unsigned char)*s >= ' ' ? *s : ' ');
		return s + 1;
	}
	int unit = unit_at(s + 1, end);
	if (unit < 0) {
		coop_buf_byte(out, *s);
		return s + 1;
	}
	bool high = unit >= 0xd800 && unit < 0xdc00,
	     low = unit >= 0xdc00 && unit < 0xe000;
	int next = high && end - s > PAIR && s[DIGITS + 1] == '\\' && s[DIGITS + 2] == 'u'
			   ? unit_at(s + DIGITS + 3, end)
			   : -1;
	bool pair = next >= 0xdc00 && next < 0xe000;
	if (unit == 0)
		coop_buf_byte(out, ' ');
	else if (low || (high && !pair))
		coop_buf_str(out, "\xef\xbf\xbd");
	else
		coop_buf_printf(out, "\\%.*s", pair ? PAIR + 1 : DIGITS + 1, s);
	return s + (pair ? PAIR + 1 : DIGITS + 1);
}

/* Copies a string with its quotes, such that it is one of JSON; returns where it ends. */
static const char *copy_string(const char *s, const char *end, struct coop_buf *out)
{
	const char *from = s++;
	while (s < end && *s != '"') {
		if ((unsigned char)*s >= ' ' && *s != '\\') {
			s++;
			continue;
		}
		coop_buf_add(out, from, (size_t)(s - from));
		if (*s == '\\')
			s = copy_escape(s + 1, end, out);
		else
			coop_buf_str(out, *s++ == '\n' ? "\\n" : " ");
		from = s;
	}
	s += s < end;
	coop_buf_add(out, from, (size_t)(s - from));
	return s;
}

/* Copies a number as a string, or a literal; returns where it ends. */
static const char *copy_scalar(const char *s, const char *end, struct coop_buf *out)
{
	const char *from = s;
	while (s < end && is_of_scalar((unsigned char)*s))
		s++;
	size_t n = (size_t)(s - from);
	if (is_nothing(from, n))
		coop_buf_str(out, "null");
	else if (is_literal(from, n))
		coop_buf_str(out, (*from | 0x20) == 't'   ? "true"
				  : (*from | 0x20) == 'f' ? "false"
							  : "null");
	else
		coop_buf_printf(out, "\"%.*s\"", (int)n, from);
	return s;
}

/* Drops a comma that was copied, where a bracket follows it. */
static void drop_comma(struct coop_buf *out)
{
	size_t n = out->len;
	while (n > 0 && coop_is_blank(out->s[n - 1]))
		n--;
	if (n > 0 && out->s[n - 1] == ',')
		out->len = n - 1;
}

/* Copies a value in UTF-8 such that jansson reads it, with numbers as strings. */
static void copy_value(const char *s, const char *end, struct coop_buf *out)
{
	while (s < end && !out->failed) {
		if (*s == '"') {
			s = copy_string(s, end, out);
		} else if (is_of_scalar((unsigned char)*s)) {
			s = copy_scalar(s, end, out);
		} else {
			if (*s == '}' || *s == ']')
				drop_comma(out);
			coop_buf_byte(out, *s++);
		}
	}
}

json_t *json_parse(enum charset set, const char *s, size_t n, struct coop_buf scratch[2])
{
	json_error_t error;
	struct coop_buf *text = &scratch[0], *strict = &scratch[1];
	coop_buf_reset(text);
	coop_buf_reset(strict);
	if (set == CHARSET_UTF8 && coop_utf8_valid(s, n) == n)
		copy_value(s, s + n, strict);
	else {
		charset_decode(set, s, n, text);
		copy_value(coop_buf_cstr(text), coop_buf_cstr(text) + text->len, strict);
	}
	return text->failed || strict->failed
		       ? NULL
		       : json_loadb(strict->s, strict->len,
				 JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
}
