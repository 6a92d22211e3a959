#include "shared/index/heading_words.h"

#include <string.h>

#include "shared/text/fold.h"

/* Appends the folded words of a piece of a heading. */
static void add_piece(struct heading_words *w, const char *s, size_t n, char apart,
	struct coop_buf *scratch)
{
	coop_buf_reset(scratch);
	coop_fold_label(s, n, scratch);
	if (scratch->failed || scratch->len == 0)
		return;
	size_t used =
		w->count > 0 ? (size_t)w->begin[w->count - 1] + w->len[w->count - 1] : 0;
	for (size_t i = 0, end; i < scratch->len; i = end + 1) {
		end = i + strcspn(scratch->s + i, " ");
		if (w->count == HEADING_WORDS || used + end - i > HEADING_TEXT) {
			w->count = HEADING_WORDS + 1; /* too long to be a heading */
			return;
		}
		memcpy(w->text + used, scratch->s + i, end - i);
		w->begin[w->count] = (unsigned char)used;
		w->len[w->count] = (unsigned char)(end - i);
		w->apart[w->count] = w->count > 0 ? apart : '\0';
		used += end - i;
		w->count++;
		apart = '\0';
	}
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_letter(char c)
{
	return is_lower((char)(c | 0x20)) || (unsigned char)c >= 0x80;
}

/* Whether namespaces and the like end at a byte. A dash is one between blanks only. */
static bool separates(const char *s, size_t n, size_t i)
{
	bool dash =
		i > 0 && s[i - 1] == ' ' && i + 1 < n &&
		((s[i] == '-' && s[i + 1] == ' ') || memcmp(s + i, "\xe2\x80", 2) == 0);
	if (dash)
		return true;
	return s[i] != '\0' && strchr(":./|>_[]@#", s[i]);
}

/*
 * Copies a heading without what stands in parentheses: the ending of a plural or feminine, "Auteur(s)", or
 * a unit, and then nothing after it counts. A language there is behind a separator. Returns the length.
 */
static size_t without_parentheses(const char *s, size_t n, char out[HEADING_BYTES])
{
	enum { ENDING = 6 };
	size_t len = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '(' || i == 0) {
			out[len++] = s[i];
			continue;
		}
		const char *close = memchr(s + i, ')', n - i);
		size_t inside = close ? (size_t)(close - s) - i - 1 : n;
		if (close && is_letter(s[i - 1]) && inside <= ENDING) {
			i += inside + 1;
			continue;
		}
		/* "(fr)" tells a language; else a unit and the like ends the heading */
		if (!close || inside < 2 || inside > 3 || !is_lower(s[i + 1]))
			break;
		out[len++] = '[';
		memcpy(out + len, s + i + 1, inside);
		len += inside;
		break;
	}
	return len;
}

void heading_split(
	const char *name, size_t len, struct heading_words *w, struct coop_buf *scratch)
{
	char s[HEADING_BYTES];
	size_t n = without_parentheses(name, len, s), begin = 0;
	char apart = '\0';
	w->count = 0;
	for (size_t i = 0; i < n && w->count <= HEADING_WORDS && !scratch->failed; i++) {
		bool separator = separates(s, n, i), capital = i > begin &&
							       is_lower(s[i - 1]) &&
							       s[i] >= 'A' && s[i] <= 'Z';
		if (!separator && !capital)
			continue;
		add_piece(w, s + begin, i - begin, apart, scratch);
		apart = separator ? s[i] : '\0';
		begin = i + separator;
	}
	if (w->count <= HEADING_WORDS && !scratch->failed)
		add_piece(w, s + begin, n - begin, apart, scratch);
}
