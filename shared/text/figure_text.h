/*
 * figure_text.h - reading digits, signs and short words ahead, for the files that read figures.
 */
#ifndef COOP_TEXT_FIGURE_TEXT_H
#define COOP_TEXT_FIGURE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/text/figure.h"

/* The text that may be read for a figure. */
struct coop_figure_text {
	const char *s;
	size_t len;
};

/* The byte at an offset; NUL behind the end. */
static inline char coop_figure_byte(const struct coop_figure_text *t, size_t at)
{
	return at < t->len ? t->s[at] : '\0';
}

static inline bool coop_figure_digit(const struct coop_figure_text *t, size_t at)
{
	char c = coop_figure_byte(t, at);
	return c >= '0' && c <= '9';
}

/* How many ASCII digits stand at an offset. */
size_t coop_figure_digits(const struct coop_figure_text *t, size_t at);

/* The number that a few digits are. */
unsigned coop_figure_value(const struct coop_figure_text *t, size_t at, size_t digits);

/* The length of a blank, perhaps narrow or no-break; 0 when there is none. */
size_t coop_figure_blank(const struct coop_figure_text *t, size_t at);

/* The length of a hyphen; 0 when there is none. */
size_t coop_figure_hyphen(const struct coop_figure_text *t, size_t at);

/* The length of an apostrophe or prime; 0 when there is none. */
size_t coop_figure_apostrophe(const struct coop_figure_text *t, size_t at);

/* Whether a letter or digit stands there, which would belong to the same word. */
bool coop_figure_goes_on(const struct coop_figure_text *t, size_t at);

/* The most letters of a word that is read ahead. */
enum { COOP_FIGURE_LETTERS = 12 };

/*
 * Reads the letters at an offset, folded; returns where they end, or `at` when there are none, when
 * they are too many.
 */
size_t coop_figure_letters(
	const struct coop_figure_text *t, size_t at, char word[COOP_FIGURE_LETTERS + 1]);

/* Adds a word whose letters are static. */
void coop_figure_add(struct coop_figure *f, const char *s, size_t len, size_t off,
	size_t end, unsigned flags);

/* Begins a word of bytes that follow; ends it as a word; appends to it. */
size_t coop_figure_begin(const struct coop_figure *f);
void coop_figure_put(struct coop_figure *f, const char *s, size_t len);
void coop_figure_end(
	struct coop_figure *f, size_t begin, size_t off, size_t end, unsigned flags);

/* Whether the name of a month, or the word of a unit, begins with these letters. */
bool coop_figure_is_month(const char *letters, size_t n);
bool coop_figure_is_unit(const char *letters, size_t n);

/* The rows of coop_figure_read(): each reads a kind of figures; false when there is none. */
bool coop_figure_read_date(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out);
bool coop_figure_read_book(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out);
bool coop_figure_read_measure(
	const struct coop_figure_text *t, size_t at, struct coop_figure *out);

#endif
