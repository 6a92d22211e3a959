#include "indexer/select/glob.h"

#include <stdint.h>
#include <string.h>

#include "shared/core/utf8.h"

/* The rest of a name or pattern. */
struct text {
	const char *s, *end;
};

static bool at_end(const struct text *t)
{
	return t->s == t->end;
}

/* The next character; a byte that is not UTF-8 gets a number that no code point has. */
static uint32_t next_char(struct text *t)
{
	uint32_t cp = 0;
	size_t used = coop_utf8_decode(t->s, (size_t)(t->end - t->s), &cp);
	if (used == 0) {
		cp = UINT32_C(0x80000000) | (unsigned char)*t->s;
		used = 1;
	}
	t->s += used;
	return cp;
}

/* The next character of a pattern, without the backslash before it. */
static uint32_t next_literal(struct text *t)
{
	if (*t->s == '\\' && t->s + 1 < t->end)
		t->s++;
	return next_char(t);
}

/*
 * Reads a set up to its ']', and tells whether `c` is in it; the pattern is after the '['. False
 * when there is no ']': the '[' is literal then, and nothing was read.
 */
static bool read_set(struct text *pattern, uint32_t c, bool *in)
{
	struct text t = *pattern;
	bool negated = !at_end(&t) && (*t.s == '!' || *t.s == '^');
	bool found = false;
	t.s += negated;
	for (bool first = true; !at_end(&t); first = false) {
		if (*t.s == ']' && !first) {
			t.s++;
			*pattern = t;
			*in = found != negated;
			return true;
		}
		uint32_t low = next_literal(&t), high = low;
		if (t.end - t.s >= 2 && t.s[0] == '-' && t.s[1] != ']') {
			t.s++;
			high = next_literal(&t);
		}
		found |= low <= c && c <= high;
	}
	return false;
}

/* Reads one element of a pattern, other than '*', and tells whether it matches `c`. */
static bool matches_char(struct text *pattern, uint32_t c)
{
	bool in;
	if (*pattern->s == '?') {
		pattern->s++;
		return true;
	}
	if (*pattern->s == '[') {
		pattern->s++;
		if (read_set(pattern, c, &in))
			return in;
		return c == '[';
	}
	return next_literal(pattern) == c;
}

/* Whether a name without '/' matches. Backtracking to the last '*' is enough. */
static bool match_name(struct text pattern, struct text name)
{
	struct text star = {NULL, NULL}, tried = {NULL, NULL};
	while (!at_end(&name)) {
		if (!at_end(&pattern) && *pattern.s == '*') {
			pattern.s++;
			star = pattern;
			tried = name;
		} else if (at_end(&pattern) ||
			   !matches_char(&pattern, next_char(&name))) {
			if (!star.s)
				return false;
			pattern = star;
			next_char(&tried);
			name = tried;
		}
	}
	while (!at_end(&pattern) && *pattern.s == '*')
		pattern.s++;
	return at_end(&pattern);
}

/* The part before the next '/', which is skipped; `t` is empty after the last part. */
static struct text next_part(struct text *t)
{
	const char *slash = memchr(t->s, '/', (size_t)(t->end - t->s));
	struct text part = {t->s, slash ? slash : t->end};
	t->s = slash ? slash + 1 : t->end;
	return part;
}

static bool is_any_folders(const struct text *part)
{
	return part->end - part->s == 2 && memcmp(part->s, "**", 2) == 0;
}

bool glob_match(const char *pattern, size_t pattern_len, const char *path, size_t len)
{
	struct text p = {pattern, pattern + pattern_len}, s = {path, path + len};
	struct text star = {NULL, NULL}, tried = {NULL, NULL};
	while (!at_end(&s)) {
		struct text rest = p, part = next_part(&rest);
		if (is_any_folders(&part)) {
			p = star = rest;
			tried = s;
			if (at_end(&p))
				return true;
			continue;
		}
		if (!at_end(&p) && match_name(part, next_part(&s))) {
			p = rest;
			continue;
		}
		/* backtrack: the last "**" takes one folder more */
		if (!star.s)
			return false;
		p = star;
		next_part(&tried);
		s = tried;
	}
	return at_end(&p);
}

bool glob_is_pattern(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr("*?[\\", s[i]) && s[i])
			return true;
	return false;
}
