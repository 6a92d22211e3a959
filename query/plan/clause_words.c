#include "query/plan/clause_words.h"

#include <string.h>

#include "shared/text/mark.h"
#include "shared/text/stopwords.h"

/* Whether a piece of text has a blank. */
static bool has_blank(const char *s, size_t n)
{
	static const char *const wide[] = {"\u00a0", "\u202f", "\u2009"};
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (memmem(s, n, wide[i], strlen(wide[i])))
			return true;
	return memchr(s, ' ', n) != NULL;
}

/* Whether the letters of a mark say nothing alone: the a of A4. */
static bool has_weak_letters(const struct coop_word *w)
{
	size_t at = coop_mark_boundary(w->s, w->len);
	bool digits_first = *w->s >= '0' && *w->s <= '9';
	size_t n = digits_first ? w->len - at : at;
	return n == 1 || coop_is_stopword(digits_first ? w->s + at : w->s, n);
}

/*
 * Whether a word says all that the words of the same piece of text say: the number of a book, a number
 * in groups; a mark, date or measure that is typed without a blank.
 */
static bool covers(
	const struct clause_words *r, const struct coop_word *w, const char *text)
{
	bool joined = w->flags & COOP_TOKEN_JOINED,
	     blank = has_blank(text + w->off, w->end - w->off);
	if (r->all)
		return false;
	if (w->flags & (COOP_TOKEN_GROUPED | COOP_TOKEN_ISBN | COOP_TOKEN_ISSN))
		return !joined;
	if (w->flags & COOP_TOKEN_MARK)
		return !blank && (!r->parts || (!r->places && has_weak_letters(w)));
	return !r->parts && w->flags & (COOP_TOKEN_DATE | COOP_TOKEN_MEASURE) &&
	       (r->whole || !blank);
}

enum coop_status clause_words_next(struct clause_words *r, struct coop_analyzer *analyzer,
	const char *text, struct coop_token *t, bool *more, struct coop_error *err)
{
	enum coop_status st;
	do
		st = coop_analyzer_next(analyzer, t, more, err);
	while (!st && *more && t->word.off < r->covered);
	if (!st && *more && covers(r, &t->word, text)) {
		r->covered = t->word.end;
		t->word.flags &= ~(unsigned)COOP_TOKEN_JOINED;
	}
	return st;
}
