#include "shared/text/token_internal.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/and_sign.h"
#include "shared/text/elision.h"
#include "shared/text/equivalents.h"
#include "shared/text/fold.h"
#include "shared/text/ordinal.h"
#include "shared/text/spaced.h"

/* Shorter words have no inclusive endings: "le.s" is not French. */
enum { INCLUSIVE_MIN = 3 };

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

/* Puts another form in place of the letters of a piece, with what it covers in the text. */
static void replace(
	struct coop_tokenizer *t, struct coop_piece *p, const char *form, size_t end)
{
	p->len = strlen(form);
	memcpy(t->folded + p->fold, form, p->len);
	p->end = t->at = end;
	p->digits = form[0] >= '0' && form[0] <= '9';
	p->letters = p->len;
	p->small = true; /* capitals say nothing of a form that is not written */
}

/* Gives a piece its canonical form, if it has one. */
static void make_canonical(struct coop_tokenizer *t, struct coop_piece *p)
{
	struct coop_written w = {t->folded + p->fold, p->len, p->off, p->end};
	struct coop_equivalent equal;
	struct coop_ordinal ordinal;
	if (p->digits && p->letters == 0 &&
		!coop_may_part_ordinal(t->text, t->len, p->end))
		return; /* a figure, the usual case */
	if (p->digits || coop_may_be_ordinal(w.s, w.len)) {
		if (!coop_ordinal_find(t->text, t->len, &w, &ordinal))
			return;
		if (coop_bytes_equal(w.s, w.len, ordinal.s, ordinal.len))
			return;
		replace(t, p, ordinal.s, ordinal.end);
		p->rule = COOP_TOKEN_ORDINAL;
	} else if (coop_equivalent_find(t->text, t->len, &w, &equal)) {
		replace(t, p, equal.form, equal.end);
		p->rule = COOP_TOKEN_EQUIVALENT;
	}
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
	if (!p->inclusive && !p->cut)
		make_canonical(t, p);
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
 * Whether a blank stands for the apostrophe after an elided head; if so, moves to the piece behind
 * it.
 */
static bool blank_joins(struct coop_tokenizer *t)
{
	const struct coop_piece *p = &t->pieces[t->npieces - 1];
	struct coop_written head = {t->folded + p->fold, p->len, p->off, t->at};
	size_t tail = t->npieces == COOP_PIECES_MAX || p->acronym || p->rule || p->digits
			      ? 0
			      : coop_elided_tail(t->text, t->len, &head);
	t->at = tail > 0 ? tail : t->at;
	return tail > 0;
}

/*
 * Whether an apostrophe or hyphen stands before another piece of the same word; if so,
 * moves to that piece.
 */
static bool joins(struct coop_tokenizer *t, char *join)
{
	struct coop_folded f, next;
	*join = '\'';
	if (blank_joins(t))
		return true;
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

/* The same for an acronym whose letters are parted by blanks. */
static bool read_spaced(struct coop_tokenizer *t, char join)
{
	struct coop_spaced row;
	struct coop_folded f;
	coop_spaced_find(t->text, t->len, t->at, &row);
	if (row.letters == 0)
		return false;
	struct coop_piece *p = add_piece(t, join);
	for (size_t i = 0; i < row.letters; i++) {
		peek(t, row.at[i], &f);
		take(t, p, &f);
	}
	p->acronym = true;
	p->end = t->at = row.end;
	return true;
}

/* Reads an acronym of either kind; false, with nothing read, when there is none. */
static bool read_letters(struct coop_tokenizer *t, char join)
{
	return !begins_word(t->text + t->at, t->len - t->at) &&
	       (read_acronym(t, join) || read_spaced(t, join));
}

/* Reads a sign for "et", if one is at the tokenizer's place. */
static bool read_and(struct coop_tokenizer *t)
{
	char sign = t->text[t->at];
	if (sign != '&' && sign != '+')
		return false;
	struct coop_piece *p = add_piece(t, 0);
	replace(t, p, "et", t->at + coop_and_sign(t->text, t->len, t->at));
	p->rule = COOP_TOKEN_EQUIVALENT;
	return true;
}

void coop_read_pieces(struct coop_tokenizer *t)
{
	char join = 0;
	t->npieces = 0;
	if (read_and(t))
		return;
	if (!read_letters(t, 0))
		read_piece(t, 0);
	while (joins(t, &join))
		if (join != '\'' || !read_letters(t, join))
			read_piece(t, join);
}
