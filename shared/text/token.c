#include "shared/text/token.h"

#include <string.h>

#include "shared/core/utf8.h"
#include "shared/text/and_sign.h"
#include "shared/text/elision.h"
#include "shared/text/equivalents.h"
#include "shared/text/fold.h"
#include "shared/text/mark.h"
#include "shared/text/sentence.h"
#include "shared/text/token_fast.h"
#include "shared/text/token_internal.h"

void coop_tokenizer_begin(struct coop_tokenizer *t, const char *text, size_t len)
{
	t->text = text;
	t->len = len;
	t->at = t->searched_to = 0;
	t->pending = COOP_TOKEN_SENTENCE | COOP_TOKEN_PAUSE;
	t->breaks = COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH;
	t->nready = t->next_ready = 0;
	t->whole.end = 0;
}

void coop_tokenizer_begin_line(struct coop_tokenizer *t, const char *text, size_t len)
{
	coop_tokenizer_begin(t, text, len);
	t->breaks = 0;
}

static bool is_word(const struct coop_folded *f)
{
	return f->class == COOP_CLASS_WORD || f->class == COOP_CLASS_DIGIT;
}

void coop_skip_separators(
	const char *text, size_t len, size_t *at, unsigned breaks, unsigned *flags)
{
	struct coop_folded f;
	bool newline = false;
	for (; *at < len; *at += f.used) {
		char c = text[*at];
		f.used = 1;
		if (c == ' ')
			continue;
		if ((unsigned char)c < 0x80)
			f.class = (enum coop_class)coop_ascii_class[(unsigned char)c];
		else
			coop_fold_char(text + *at, len - *at, &f);
		if (is_word(&f))
			return;
		if (f.class == COOP_CLASS_STOP) {
			if (coop_ends_sentence(text, len, *at))
				*flags |=
					COOP_TOKEN_PAUSE | (COOP_TOKEN_SENTENCE & breaks);
		} else if (f.class == COOP_CLASS_PAUSE) {
			*flags |= COOP_TOKEN_PAUSE;
		} else if (f.class == COOP_CLASS_NEWLINE) {
			if (newline)
				*flags |= COOP_TOKEN_PAUSE | breaks;
			newline = true;
		} else if (f.class != COOP_CLASS_IGNORE && c != '\t' && c != '\r') {
			if ((c == '&' || c == '+') && coop_and_sign(text, len, *at) > 0)
				return;
			newline = false;
		}
	}
}

/* Whether piece i is elided before the next one. */
static bool is_elided(const struct coop_tokenizer *t, size_t i)
{
	const struct coop_piece *p = &t->pieces[i];
	return coop_is_elided(t->folded + p->fold, p->len);
}

/* Whether pieces i and i+1 are one word, whose apostrophe belongs to its spelling. */
static bool is_lexical(const struct coop_tokenizer *t, size_t i)
{
	const struct coop_piece *p = &t->pieces[i], *next = p + 1;
	return coop_is_lexical(
		t->folded + p->fold, p->len, t->folded + next->fold, next->len);
}

/* Queues the words of a piece, if it is a mark (mark.h): the mark, its letters, its digits. */
static bool emit_mark(
	struct coop_tokenizer *t, const struct coop_piece *p, unsigned flags)
{
	const char *s = t->folded + p->fold;
	size_t at =
		p->letters && p->digits && !p->cut ? coop_mark_boundary(s, p->len) : 0;
	if (at == 0)
		return false;
	size_t place = coop_mark_place(t->text, p->off, p->end);
	bool digits_last = s[at] >= '0' && s[at] <= '9';
	struct coop_word *w = &t->ready[t->nready];
	w[0] = (struct coop_word){s, p->len, p->off, p->end,
		COOP_TOKEN_JOINED | COOP_TOKEN_MARK | COOP_TOKEN_DIGITS};
	w[1] = (struct coop_word){s, at, p->off, place, flags | t->pending};
	w[2] = (struct coop_word){s + at, p->len - at, place, p->end, flags};
	w[digits_last ? 2 : 1].flags |= COOP_TOKEN_DIGITS;
	t->pending = 0;
	t->nready += 3;
	return true;
}

/* Queues pieces [first, last], which are contiguous in `folded`, as one word. */
static void emit(struct coop_tokenizer *t, size_t first, size_t last, unsigned flags)
{
	const struct coop_piece *a = &t->pieces[first], *z = &t->pieces[last];
	if (first == last && emit_mark(t, a, flags))
		return;
	struct coop_word *w = &t->ready[t->nready++];
	size_t len = z->fold + z->len - a->fold;
	w->s = t->folded + a->fold;
	w->len = coop_utf8_cut(w->s, len, COOP_WORD_MAX);
	w->off = a->off;
	w->end = z->end;
	w->flags = flags | (w->len < len ? COOP_TOKEN_CUT : 0);
	bool small = false;
	size_t letters = 0;
	for (size_t i = first; i <= last; i++) {
		const struct coop_piece *p = &t->pieces[i];
		w->flags |= p->digits ? COOP_TOKEN_DIGITS : 0;
		w->flags |= p->cut ? COOP_TOKEN_CUT : 0;
		w->flags |= p->inclusive ? COOP_TOKEN_INCLUSIVE : 0;
		w->flags |= p->acronym ? COOP_TOKEN_ACRONYM : 0;
		w->flags |= p->rule;
		small |= p->small;
		letters += p->letters;
	}
	w->flags |= small || letters < 2 ? 0 : COOP_TOKEN_CAPITALS;
	if (!(flags & COOP_TOKEN_JOINED)) {
		w->flags |= t->pending;
		t->pending = 0;
	}
}

/*
 * Whether any piece has letters: joining "04-72-73" or "1998-2005" would make a word that
 * nobody types.
 */
static bool has_letters(const struct coop_tokenizer *t, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (t->pieces[i].letters > 0)
			return true;
	return false;
}

/* The first piece of a part that is not an elided head. */
static size_t strip_heads(const struct coop_tokenizer *t, size_t first, size_t last)
{
	while (first < last && is_elided(t, first) && !is_lexical(t, first))
		first++;
	return first;
}

/*
 * Queues the words of a part: pieces [first, last], which apostrophes join. The joined
 * form of the whole compound comes after its first word, whose position it shares;
 * `joined` is the last piece of the compound, and becomes 0 once that form is queued.
 */
static void emit_part(struct coop_tokenizer *t, size_t first, size_t last, size_t *joined,
	unsigned flags)
{
	size_t begin = strip_heads(t, first, last), own_join = 0;
	unsigned elided = begin > first ? COOP_TOKEN_ELIDED : 0;
	first = begin;
	for (size_t i = first; i <= last; i++) {
		size_t until = i < last && is_lexical(t, i) ? i + 1 : i;
		emit(t, i, until, flags | elided | (until > i ? COOP_TOKEN_LEXICAL : 0));
		elided = 0;
		if (i == first && until < last && has_letters(t, first, last))
			own_join = last;
		if (own_join > 0)
			emit(t, first, own_join, COOP_TOKEN_JOINED);
		if (*joined > 0)
			emit(t, first, *joined, COOP_TOKEN_JOINED);
		own_join = *joined = 0;
		i = until;
	}
}

/* Queues the words of the pieces just read. */
static void emit_pieces(struct coop_tokenizer *t)
{
	size_t parts = 1, last = t->npieces - 1;
	for (size_t i = 1; i <= last; i++)
		parts += t->pieces[i].join == '-';
	size_t joined = parts >= 2 && parts <= 4 && has_letters(t, 0, last) ? last : 0;
	for (size_t first = 0, i = 0; i <= last; i++) {
		if (i < last && t->pieces[i + 1].join == '\'')
			continue;
		emit_part(t, first, i, &joined, parts > 1 ? COOP_TOKEN_PART : 0);
		first = i + 1;
	}
}

/* Queues the whole form that begins with the first piece, if there is one. */
static void emit_whole_form(struct coop_tokenizer *t)
{
	static const unsigned flags[] = {[COOP_WHOLE_FORM_MAIL] = COOP_TOKEN_MAIL,
		[COOP_WHOLE_FORM_SITE] = COOP_TOKEN_SITE,
		[COOP_WHOLE_FORM_PHONE] = COOP_TOKEN_PHONE};
	const struct coop_piece *p = &t->pieces[0];
	if (p->off < t->whole.end)
		return; /* inside the whole form found before */
	coop_whole_form_find(t->text, t->len, p->off, p->end, &t->whole);
	if (t->whole.kind == COOP_WHOLE_FORM_NONE) {
		t->whole.end = 0;
		return;
	}
	/* a number without separators is a word like any other */
	if (t->whole.len == p->len && t->whole.end == p->end)
		return;
	t->ready[t->nready++] = (struct coop_word){t->whole.s, t->whole.len, t->whole.off,
		t->whole.end, COOP_TOKEN_JOINED | flags[t->whole.kind]};
}

/* Queues the words of the figure that begins at the tokenizer's place, if there is one. */
static bool emit_figure(struct coop_tokenizer *t)
{
	char c = t->text[t->at];
	if (c < '0' || c > '9' || !coop_figure_read(t->text, t->len, t->at, &t->figure))
		return false;
	for (size_t i = 0; i < t->figure.count; i++) {
		const struct coop_figure_word *f = &t->figure.words[i];
		struct coop_word *w = &t->ready[t->nready++];
		*w = (struct coop_word){f->s, f->len, f->off, f->end, f->flags};
		if (w->flags & COOP_TOKEN_JOINED)
			continue;
		w->flags |= t->pending;
		t->pending = 0;
	}
	t->at = t->figure.end;
	return true;
}

/*
 * Queues the marks that a number makes with the word before it and with the one behind it: RF 2125,
 * 4 CV. Their letters are where those of a figure are.
 */
static void emit_marks_apart(struct coop_tokenizer *t)
{
	const unsigned flags = COOP_TOKEN_JOINED | COOP_TOKEN_MARK | COOP_TOKEN_DIGITS;
	const struct coop_piece *p = &t->pieces[0];
	const char *digits = t->folded + p->fold;
	char letters[COOP_MARK_APART], *to = t->figure.s;
	size_t place, n;
	if (p->letters > 0 || p->len != p->end - p->off || p->len > COOP_MARK_DIGITS)
		return;
	n = coop_mark_before(t->text, p->off, p->end, &place, letters);
	if (n > 0) {
		memcpy(to, letters, n);
		memcpy(to + n, digits, p->len);
		t->ready[t->nready++] =
			(struct coop_word){to, n + p->len, place, p->end, flags};
		to += n + p->len;
	}
	n = coop_mark_behind(t->text, t->len, p->end, &place, letters);
	if (n > 0) {
		memcpy(to, digits, p->len);
		memcpy(to + p->len, letters, n);
		t->ready[t->nready++] =
			(struct coop_word){to, n + p->len, p->off, place, flags};
	}
}

/* Reads the next word, which begins at the tokenizer's place, into the queue. */
static void refill(struct coop_tokenizer *t)
{
	t->nready = t->next_ready = t->npieces = 0;
	if (emit_figure(t))
		return;
	coop_read_pieces(t);
	if (!t->pieces[0].acronym) {
		emit_whole_form(t);
		emit_marks_apart(t);
	}
	emit_pieces(t);
}

/* The next word; `plain` allows the fast path of token_fast.h. */
static bool next(struct coop_tokenizer *t, struct coop_word *word, bool plain)
{
	while (t->next_ready == t->nready) {
		coop_skip_separators(t->text, t->len, &t->at, t->breaks, &t->pending);
		if (t->at >= t->len)
			return false;
		if (plain && coop_token_fast_read(t, word))
			return true;
		refill(t);
	}
	*word = t->ready[t->next_ready++];
	return true;
}

bool coop_tokenizer_next(struct coop_tokenizer *t, struct coop_word *word)
{
	return next(t, word, true);
}

bool coop_tokenizer_next_by_rules(struct coop_tokenizer *t, struct coop_word *word)
{
	return next(t, word, false);
}
