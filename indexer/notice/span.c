#include "indexer/notice/span.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

size_t span_blank(const char *s, size_t n)
{
	if (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\f'))
		return 1;
	if (n >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	if (n >= 3 && memcmp(s, "\xe2\x80\xaf", 3) == 0) /* narrow no-break space */
		return 3;
	return 0;
}

size_t span_dash(const char *s, size_t n)
{
	if (n > 0 && strchr("-|/*", *s) && *s)
		return 1;
	if (n >= 2 && memcmp(s, "\xc2\xb7", 2) == 0) /* middle dot */
		return 2;
	if (n < 3 || (memcmp(s, "\xe2\x80", 2) != 0))
		return 0;
	return strchr("\x93\x94\xa2", s[2]) ? 3 : 0; /* dashes, bullet */
}

struct span span_trim(struct span l)
{
	for (size_t b; (b = span_blank(l.s, l.n)) > 0;) {
		l.s += b;
		l.n -= b;
	}
	for (;;) {
		if (l.n >= 1 && span_blank(l.s + l.n - 1, 1))
			l.n -= 1;
		else if (l.n >= 2 && span_blank(l.s + l.n - 2, 2) == 2)
			l.n -= 2;
		else if (l.n >= 3 && span_blank(l.s + l.n - 3, 3) == 3)
			l.n -= 3;
		else
			return l;
	}
}

struct span span_from(struct span l, size_t n)
{
	return span_trim((struct span){l.s + n, l.n - n});
}

struct span span_join(struct span first, struct span last)
{
	return (struct span){first.s, (size_t)(last.s + last.n - first.s)};
}

bool span_take_line(struct span *rest, struct span *line)
{
	if (rest->n == 0)
		return false;
	const char *end = memchr(rest->s, '\n', rest->n);
	size_t n = end ? (size_t)(end - rest->s) : rest->n;
	*line = span_trim((struct span){rest->s, n});
	n += end != NULL;
	rest->s += n;
	rest->n -= n;
	return true;
}

struct span span_after_words(struct span l, size_t words)
{
	for (; words > 0; words--) {
		while (l.n > 0 && !span_blank(l.s, l.n)) {
			l.s++;
			l.n--;
		}
		l = span_trim(l);
	}
	return l;
}

size_t span_words(struct span l)
{
	size_t words = 0;
	for (; l.n > 0; words++)
		l = span_after_words(l, 1);
	return words;
}

struct span span_after_bullet(struct span l)
{
	size_t n = 0;
	while (n < l.n && n < 6 && l.s[n] == '#')
		n++;
	if (n == 0 && l.n > 0 && *l.s != '/' && *l.s != '|')
		n = span_dash(l.s, l.n);
	return n > 0 && span_blank(l.s + n, l.n - n) ? span_from(l, n) : l;
}

/* The length of a sign of rules at `s`; 0 when there is none. */
static size_t rule_sign(struct span l)
{
	if (l.n > 0 && *l.s && strchr("-_=*~#+.$%&/", *l.s))
		return 1;
	return span_dash(l.s, l.n) == 3 ? 3 : 0;
}

bool span_is_rule(struct span l)
{
	const struct span all = l;
	size_t sign = rule_sign(l), count = 0;
	const char *first = l.s;
	while (sign > 0 && l.n > 0) {
		size_t b = span_blank(l.s, l.n);
		if (b == 0 && (l.n < sign || memcmp(l.s, first, sign) != 0))
			return false;
		count += b == 0;
		b = b > 0 ? b : sign;
		l.s += b;
		l.n -= b;
	}
	return count >= 3 || (count == 2 && all.n == 2 && strchr("#=*$%&/", *first));
}

size_t span_digits(struct span l)
{
	size_t n = 0;
	while (n < l.n && l.s[n] >= '0' && l.s[n] <= '9')
		n++;
	return n;
}

bool span_is_capitalised(struct span l)
{
	struct coop_folded f;
	if (l.n == 0)
		return false;
	coop_fold_char(l.s, l.n, &f);
	return f.upper;
}

bool span_is_upper(struct span l)
{
	struct coop_folded f;
	size_t letters = 0;
	for (size_t i = 0; i < l.n; i += f.used) {
		coop_fold_char(l.s + i, l.n - i, &f);
		if (f.class == COOP_CLASS_WORD && !f.upper)
			return false;
		letters += f.class == COOP_CLASS_WORD;
	}
	return letters > 0;
}

const char *span_fold(struct span l, struct coop_buf *folded)
{
	/* a failure stays until it is checked at the end */
	if (!folded->failed) {
		coop_buf_reset(folded);
		coop_fold_label(l.s, l.n, folded);
	}
	return folded->failed ? "" : coop_buf_cstr(folded);
}

bool begins_with(const char *s, const char *start)
{
	return strncmp(s, start, strlen(start)) == 0;
}

bool is_one_of(const char *word, const char *const *list)
{
	return coop_is_one_of(word, strlen(word), list);
}
