#include "shared/text/token.h"

#include <string.h>

#include "shared/core/utf8.h"
#include "shared/text/fold.h"
#include "shared/text/mark.h"
#include "shared/text/sentence.h"
#include "shared/text/token_fast.h"

/* Shorter words have no inclusive endings: "le.s" is not French. */
enum { INCLUSIVE_MIN = 3 };

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

/* The character at `at`, or a SPACE at the end of the text. */
static void peek(const struct coop_tokenizer *t, size_t at, struct coop_folded *f)
{
	if (at < t->len) {
		coop_fold_char(t->text + at, t->len - at, f);
	} else {
		f->class = COOP_CLASS_SPACE;
		f->used = 1;
		f->len = 0;
	}
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
			newline = false;
		}
	}
}

/*
 * Starts the next piece at the tokenizer's place. The folded letters of all pieces of a
 * word are contiguous, so that joined forms need no copying.
 */
static struct coop_piece *add_piece(struct coop_tokenizer *t, char join)
{
	struct coop_piece *p = &t->pieces[t->npieces];
	const struct coop_piece *before = t->npieces > 0 ? p - 1 : NULL;
	*p = (struct coop_piece){.off = t->at, .end = t->at, .join = join};
	p->fold = before ? before->fold + before->len : 0;
	t->npieces++;
	return p;
}

/* Adds a folded character to a piece, unless that makes it too long. */
static void take(
	struct coop_tokenizer *t, struct coop_piece *p, const struct coop_folded *f)
{
	if (f->class == COOP_CLASS_DIGIT)
		p->digits = true;
	else
		p->letters++;
	if (f->class == COOP_CLASS_WORD && !f->upper)
		p->small = true;
	if (p->cut || p->len + f->len > COOP_WORD_MAX) {
		p->cut = true;
		return;
	}
	memcpy(t->folded + p->fold + p->len, f->s, f->len);
	p->len += f->len;
}

/* Adds characters as long as they are ASCII: a fast path for most of a text. */
static void take_ascii(struct coop_tokenizer *t, struct coop_piece *p)
{
	const unsigned char *s = (const unsigned char *)t->text;
	char *to = t->folded + p->fold;
	size_t n = p->len, at = t->at;
	for (; at < t->len && s[at] < 0x80; at++) {
		unsigned char c = s[at];
		if (coop_ascii_class[c] == COOP_CLASS_DIGIT)
			p->digits = true;
		else if (coop_ascii_class[c] != COOP_CLASS_WORD)
			break;
		else
			p->letters++;
		p->small |= c >= 'a';
		p->cut |= n == COOP_WORD_MAX;
		if (!p->cut)
			to[n++] = (char)(c >= 'A' ? c | 0x20 : c);
	}
	p->len = n;
	t->at = at;
}

/* Reads a run of letters and digits, dropping combining marks and the like inside it. */
static void read_piece(struct coop_tokenizer *t, char join)
{
	struct coop_piece *p = add_piece(t, join);
	struct coop_folded f;
	for (;; t->at += f.used) {
		take_ascii(t, p);
		if (t->at >= t->len || (unsigned char)t->text[t->at] < 0x80)
			break;
		coop_fold_char(t->text + t->at, t->len - t->at, &f);
		if (is_word(&f))
			take(t, p, &f);
		else if (f.class != COOP_CLASS_IGNORE)
			break;
	}
	p->end = t->at;
	if (p->letters && !p->digits && p->len >= INCLUSIVE_MIN) {
		p->end = coop_inclusive_end(t->text, t->len, t->at);
		p->inclusive = p->end > t->at;
		t->at = p->end;
	}
}

/* Where the next character is that is not ignored, from `at` on. */
static size_t skip_ignored(const struct coop_tokenizer *t, size_t at)
{
	struct coop_folded f;
	for (peek(t, at, &f); f.class == COOP_CLASS_IGNORE; peek(t, at, &f))
		at += f.used;
	return at;
}

/*
 * Whether an apostrophe or hyphen stands before another piece of the same word; if so,
 * moves to that piece.
 */
static bool joins(struct coop_tokenizer *t, char *join)
{
	struct coop_folded f, next;
	peek(t, t->at, &f);
	if (f.class != COOP_CLASS_APOSTROPHE && f.class != COOP_CLASS_HYPHEN)
		return false;
	size_t at = skip_ignored(t, t->at + f.used);
	peek(t, at, &next);
	if (!is_word(&next) || t->npieces == COOP_PIECES_MAX)
		return false;
	*join = f.class == COOP_CLASS_HYPHEN ? '-' : '\'';
	t->at = at;
	return true;
}

/*
 * Whether the text begins with two ASCII letters or digits: a quick test that excludes
 * acronyms.
 */
static bool begins_word(const char *s, size_t n)
{
	for (size_t i = 0; i < 2; i++) {
		unsigned char c = i < n ? (unsigned char)s[i] : 0;
		if (c >= 0x80 || (coop_ascii_class[c] != COOP_CLASS_WORD &&
					 coop_ascii_class[c] != COOP_CLASS_DIGIT))
			return false;
	}
	return true;
}

/*
 * Reads an acronym with dots: two or more single letters, each followed by a dot except
 * perhaps the last. Returns false, with nothing read, when there is none.
 */
static bool read_acronym(struct coop_tokenizer *t, char join)
{
	struct coop_folded f, next;
	size_t letters = 0, end = t->at;
	struct coop_piece *p = NULL;
	if (begins_word(t->text + t->at, t->len - t->at))
		return false;
	for (size_t at = t->at;;) {
		peek(t, at, &f);
		size_t after = skip_ignored(t, at + f.used);
		peek(t, after, &next);
		bool dotted = after < t->len && t->text[after] == '.';
		if (f.class != COOP_CLASS_WORD || (!dotted && is_word(&next)))
			break; /* no letter, or the start of a longer word */
		if (!p && !dotted)
			return false; /* a word of one letter */
		if (!p)
			p = add_piece(t, join);
		take(t, p, &f);
		letters++;
		end = at = after + dotted;
		if (!dotted)
			break;
	}
	if (letters < 2) {
		t->npieces -= p != NULL;
		return false;
	}
	p->acronym = true;
	p->end = t->at = end;
	return true;
}

static bool piece_is(const struct coop_tokenizer *t, size_t i, const char *word)
{
	const struct coop_piece *p = &t->pieces[i];
	return p->len == strlen(word) && memcmp(t->folded + p->fold, word, p->len) == 0;
}

static bool piece_begins(const struct coop_tokenizer *t, size_t i, const char *start)
{
	const struct coop_piece *p = &t->pieces[i];
	size_t n = strlen(start);
	return p->len >= n && memcmp(t->folded + p->fold, start, n) == 0;
}

/* The words that are elided before a vowel (Grevisse, Le bon usage, par. 44-45). */
static bool is_elided(const struct coop_tokenizer *t, size_t i)
{
	static const char *const heads[] = {"l", "d", "j", "m", "t", "s", "n", "c", "qu",
		"jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "entr"};
	for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
		if (piece_is(t, i, heads[h]))
			return true;
	return false;
}

/* Whether pieces i and i+1 are one word, whose apostrophe belongs to its spelling. */
static bool is_lexical(const struct coop_tokenizer *t, size_t i)
{
	static const struct {
		const char *head, *tail;
	} words[] = {{"aujourd", "hui"}, {"prud", "hom"}, {"presqu", "ile"},
		{"entr", "aid"}, {"entr", "ouv"}, {"entr", "act"}};
	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		if (piece_is(t, i, words[w].head) &&
			piece_begins(t, i + 1, words[w].tail))
			return true;
	return false;
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
	char join = 0;
	if (emit_figure(t))
		return;
	if (!read_acronym(t, 0)) {
		read_piece(t, 0);
		emit_whole_form(t);
		emit_marks_apart(t);
	}
	while (joins(t, &join))
		if (join != '\'' || !read_acronym(t, join))
			read_piece(t, join);
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
