#include "query/plan/pattern.h"

#include "shared/text/fold.h"
#include "shared/text/token.h"

/* Drops a piece without a sign, such as the article of a word. */
static void restart(struct coop_buf *out, size_t begin, bool *sign)
{
	if (!*sign && !out->failed && out->len > begin) {
		out->len = begin;
		out->s[begin] = '\0';
	}
}

void pattern_fold(const char *s, size_t n, struct coop_buf *out)
{
	size_t begin = out->len, letters = 0;
	struct coop_folded f;
	bool sign = false;
	for (size_t i = 0; i < n; i += f.used) {
		coop_fold_char(s + i, n - i, &f);
		if (pattern_is_wildcard(s[i])) {
			/* "**" is "*" */
			if (s[i] == '?' || out->len == begin ||
				out->s[out->len - 1] != '*')
				coop_buf_byte(out, s[i]);
			sign = true;
		} else if (f.class == COOP_CLASS_WORD || f.class == COOP_CLASS_DIGIT) {
			coop_buf_add(out, f.s, f.len);
			letters += f.len;
		} else if (f.class != COOP_CLASS_IGNORE) {
			restart(out, begin, &sign);
			letters = sign ? letters : 0;
		}
	}
	if (!out->failed && (letters == 0 || out->len - begin > COOP_WORD_MAX))
		out->len = begin;
}

/* The length of the character at `s`. */
static size_t character(const char *s, size_t n)
{
	size_t len = 1;
	while (len < n && ((unsigned char)s[len] & 0xc0) == 0x80)
		len++;
	return len;
}

bool pattern_matches(const char *pattern, size_t len, const char *word, size_t n)
{
	size_t p = 0, w = 0, tried = 0;
	/* the end first: it rules out most words, and is all of a pattern such as "*logie" */
	for (; len > 0 && n > 0 && !pattern_is_wildcard(pattern[len - 1]); len--, n--)
		if (pattern[len - 1] != word[n - 1])
			return false;
	if (len == 1 && *pattern == '*')
		return true;
	size_t star = len;
	while (w < n) {
		if (p < len && pattern[p] == '*') {
			star = p++;
			tried = w;
		} else if (p < len && pattern[p] == '?') {
			p++;
			w += character(word + w, n - w);
		} else if (p < len && pattern[p] == word[w]) {
			p++;
			w++;
		} else if (star < len) {
			/* the last * matches one byte more */
			p = star + 1;
			w = ++tried;
		} else {
			return false;
		}
	}
	while (p < len && pattern[p] == '*')
		p++;
	return p == len;
}

size_t pattern_prefix(const char *pattern, size_t len)
{
	size_t n = 0;
	while (n < len && !pattern_is_wildcard(pattern[n]))
		n++;
	return n;
}
