/*
 * figure_read.c - reads a figure: numbers by itself, what else there is by the files of each kind.
 */
#include "shared/text/figure.h"

#include <stdint.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/figure_text.h"
#include "shared/text/fold.h"

/* ---- reading ahead ---- */

size_t coop_figure_digits(const struct coop_figure_text *t, size_t at)
{
	size_t end = at;
	while (coop_figure_digit(t, end))
		end++;
	return end - at;
}

unsigned coop_figure_value(const struct coop_figure_text *t, size_t at, size_t digits)
{
	enum { MOST = 9 /* digits that an unsigned number holds */ };
	unsigned value = 0;
	for (size_t i = 0; i < digits && i < MOST; i++)
		value = value * 10 + (unsigned)(t->s[at + i] - '0');
	return value;
}

static bool has(const struct coop_figure_text *t, size_t at, const char *word)
{
	size_t n = strlen(word);
	return at < t->len && t->len - at >= n && memcmp(t->s + at, word, n) == 0;
}

size_t coop_figure_blank(const struct coop_figure_text *t, size_t at)
{
	static const char *const wide[] = {"\u00a0", "\u202f", "\u2009"};
	char c = coop_figure_byte(t, at);
	if ((unsigned char)c < 0x80)
		return c == ' ';
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (has(t, at, wide[i]))
			return strlen(wide[i]);
	return 0;
}

/* The class of the character at an offset, and its length. */
static enum coop_class class_at(const struct coop_figure_text *t, size_t at, size_t *used)
{
	struct coop_folded f;
	unsigned char c = at < t->len ? (unsigned char)t->s[at] : ' ';
	*used = 1;
	if (c < 0x80) /* the usual case */
		return (enum coop_class)coop_ascii_class[c];
	coop_fold_char(t->s + at, t->len - at, &f);
	*used = f.used;
	return f.class;
}

/* The length of a character if it is of a class, else 0. */
static size_t length_of(
	const struct coop_figure_text *t, size_t at, enum coop_class class)
{
	size_t used;
	return class_at(t, at, &used) == class ? used : 0;
}

size_t coop_figure_hyphen(const struct coop_figure_text *t, size_t at)
{
	return length_of(t, at, COOP_CLASS_HYPHEN);
}

size_t coop_figure_apostrophe(const struct coop_figure_text *t, size_t at)
{
	return length_of(t, at, COOP_CLASS_APOSTROPHE);
}

bool coop_figure_goes_on(const struct coop_figure_text *t, size_t at)
{
	enum coop_class class;
	size_t used;
	do {
		class = class_at(t, at, &used);
		at += used;
	} while (class == COOP_CLASS_IGNORE);
	return class == COOP_CLASS_WORD || class == COOP_CLASS_DIGIT;
}

size_t coop_figure_letters(
	const struct coop_figure_text *t, size_t at, char word[COOP_FIGURE_LETTERS + 1])
{
	struct coop_folded f;
	size_t n = 0, end = at;
	for (; end < t->len; end += f.used) {
		coop_fold_char(t->s + end, t->len - end, &f);
		if (f.class == COOP_CLASS_IGNORE && n > 0)
			continue;
		if (f.class != COOP_CLASS_WORD)
			break;
		if (n + f.len > COOP_FIGURE_LETTERS)
			return at;
		memcpy(word + n, f.s, f.len);
		n += f.len;
	}
	word[n] = '\0';
	return n > 0 ? end : at;
}

/* ---- words ---- */

void coop_figure_add(struct coop_figure *f, const char *s, size_t len, size_t off,
	size_t end, unsigned flags)
{
	if (f->count < COOP_FIGURE_WORDS)
		f->words[f->count++] = (struct coop_figure_word){s, len, off, end, flags};
}

size_t coop_figure_begin(const struct coop_figure *f)
{
	return f->used;
}

void coop_figure_put(struct coop_figure *f, const char *s, size_t len)
{
	if (len > sizeof f->s - f->used)
		len = sizeof f->s - f->used;
	memcpy(f->s + f->used, s, len);
	f->used += len;
}

void coop_figure_end(
	struct coop_figure *f, size_t begin, size_t off, size_t end, unsigned flags)
{
	coop_figure_add(f, f->s + begin, f->used - begin, off, end, flags);
}

/* ---- one of them ---- */

/* Whether digits go on with what stands before them: 54 of 987.54.17. */
static bool goes_on_before(const struct coop_figure_text *t, size_t at)
{
	char c = at > 1 ? t->s[at - 1] : '\0';
	return c != '\0' && strchr(".,/-'", c) && coop_figure_digit(t, at - 2);
}

/* Where two digits before a blank begin; SIZE_MAX when there are none. */
static size_t pair_before(const struct coop_figure_text *t, size_t at)
{
	enum { WIDEST = 3 /* bytes of a blank */ };
	for (size_t n = 1; n <= WIDEST; n++)
		if (at >= n + 2 && coop_figure_blank(t, at - n) == n &&
			coop_figure_digit(t, at - n - 1) &&
			coop_figure_digit(t, at - n - 2))
			return at - n - 2;
	return SIZE_MAX;
}

/* Whether digits end a telephone number: two pairs stand before theirs. */
static bool ends_phone(const struct coop_figure_text *t, size_t at)
{
	size_t before = pair_before(t, at);
	return before != SIZE_MAX && pair_before(t, before) != SIZE_MAX;
}

/* Whether an address goes on behind a figure. */
static bool is_in_address(const struct coop_figure_text *t, size_t end)
{
	char c = coop_figure_byte(t, end), next = coop_figure_byte(t, end + 1);
	return c == '@' || c == '_' ||
	       (c == '.' && ((next >= 'a' && next <= 'z') || next == '_'));
}

bool coop_figure_read(const char *text, size_t len, size_t at, struct coop_figure *out)
{
	struct coop_figure_text t = {
		text, len - at > COOP_FIGURE_MAX ? at + COOP_FIGURE_MAX : len};
	out->end = out->count = out->used = 0;
	if (goes_on_before(&t, at) || ends_phone(&t, at) ||
		!(coop_figure_read_date(&t, at, out) ||
			coop_figure_read_book(&t, at, out) ||
			coop_figure_read_measure(&t, at, out)))
		return false;
	return out->count > 0 && !is_in_address(&t, out->end);
}

bool coop_figure_may_give(const char *letters, size_t n)
{
	return coop_figure_is_month(letters, n) || coop_figure_is_unit(letters, n);
}
