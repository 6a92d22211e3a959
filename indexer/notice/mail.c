#include "indexer/notice/mail.h"

#include <string.h>
#include <strings.h>

/* The sign "@", and its masks. */
static const char *const signs[] = {"(@)", "[@]", "{@}", "(at)", "[at]", "(arobase)",
	"[arobase]", "arobase", "@", NULL};

enum { MAIL_MAX = 254, PHONE_MIN = 8, PHONE_MAX = 15 };

static bool is_mail_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c != '\0' && strchr("._%+-", c));
}

/* The length of a sign at `s`, with the blanks around it; 0 when there is none. */
static size_t sign_length(const char *s, size_t n)
{
	if (n == 0 || !strchr("(@[{ ", *s) || !*s)
		return 0;
	size_t blank = *s == ' ';
	for (const char *const *sign = signs; *sign; sign++) {
		size_t len = strlen(*sign);
		if (n < 2 * blank + len || strncasecmp(s + blank, *sign, len) != 0)
			continue;
		/* a word needs blanks around it, "@" has none, other masks may have them */
		if (**sign == '@' ? blank == 0 : **sign != 'a' || blank == 1)
			return blank == 0 ? len : s[len + 1] == ' ' ? len + 2 : 0;
	}
	return 0;
}

/* The length of the part of an address before `at`, and from `at` on; both are limited. */
static size_t run_before(struct span l, size_t at)
{
	size_t n = 0;
	while (n < at && n < MAIL_MAX && is_mail_byte(l.s[at - n - 1]))
		n++;
	while (n > 0 && l.s[at - n] == '.')
		n--;
	return n;
}

static size_t run_after(struct span l, size_t at)
{
	size_t n = 0;
	while (at + n < l.n && n < MAIL_MAX && is_mail_byte(l.s[at + n]))
		n++;
	while (n > 0 && strchr(".-_", l.s[at + n - 1]))
		n--;
	return n;
}

/* The length of a point or its mask at `s`, with the blanks around it; 0 when there is none. */
static size_t point_length(const char *s, size_t n)
{
	static const char *const points[] = {"(dot)", "[dot]", "(point)", "[point]",
		"(.)", "[.]", "point", "dot", NULL};
	size_t blank = n > 0 && *s == ' ';
	for (const char *const *point = points; *point; point++) {
		size_t len = blank + strlen(*point);
		bool word = **point == 'p' || **point == 'd';
		if (n <= len || strncasecmp(s + blank, *point, len - blank) != 0)
			continue;
		if (s[len] == ' ')
			return blank || !word ? len + 1 : 0;
		return word ? 0 : len;
	}
	return 0;
}

/* Appends the domain at `at`. Returns its length in the text, 0 when there is none. */
static size_t add_after(struct span l, size_t at, bool masked, struct coop_buf *out)
{
	size_t before = out->len, n = run_after(l, at), more;
	coop_buf_add(out, l.s + at, n);
	while (n > 0 && masked && (more = point_length(l.s + at + n, l.n - at - n)) > 0) {
		size_t part = run_after(l, at + n + more);
		if (part == 0 || n + more + part > MAIL_MAX)
			break;
		coop_buf_byte(out, '.');
		coop_buf_add(out, l.s + at + n + more, part);
		n += more + part;
	}
	bool good = !out->failed && memchr(out->s + before, '.', out->len - before);
	return good ? n : 0;
}

bool mail_find(struct span l, struct span *where, struct coop_buf *out, bool *masked)
{
	for (size_t i = 0; i < l.n; i++) {
		size_t sign = sign_length(l.s + i, l.n - i);
		if (sign == 0)
			continue;
		size_t before = run_before(l, i);
		if (before == 0)
			continue;
		if (!out->failed)
			coop_buf_reset(out);
		coop_buf_add(out, l.s + i - before, before);
		coop_buf_byte(out, '@');
		size_t after = add_after(l, i + sign, sign > 1, out);
		if (after == 0)
			continue;
		*where = (struct span){l.s + i - before, before + sign + after};
		*masked = sign > 1;
		return true;
	}
	return false;
}

/* The length of a separator between the digits of a number; 0 when there is none. */
static size_t between_digits(const char *s, size_t n)
{
	size_t b = span_blank(s, n);
	return b > 0 ? b : n > 0 && *s && strchr(".-/+()", *s) ? 1 : 0;
}

bool phone_take(struct span *rest, struct span *number)
{
	struct span l = *rest;
	size_t digits = 0, end = 0, i = 0;
	if (l.n == 0 || (span_digits(l) == 0 && *l.s != '+' && *l.s != '('))
		return false;
	while (i < l.n) {
		size_t more = span_digits((struct span){l.s + i, l.n - i});
		size_t sign = between_digits(l.s + i, l.n - i);
		if (more == 0 && sign == 0)
			break;
		/* a bar after a complete number: another number follows */
		if ((l.s[i] == '/' && digits >= PHONE_MIN) || digits + more > PHONE_MAX)
			break;
		digits += more;
		i += more + sign * (more == 0);
		if (more > 0)
			end = i;
	}
	*number = (struct span){l.s, end};
	*rest = span_from(l, end);
	return digits >= PHONE_MIN;
}
