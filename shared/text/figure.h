/*
 * figure.h - figures that are written in several ways, as the words of one of them.
 *
 * Where a text writes one of these, it gives the words that the canonical spelling would, so that
 * free words, phrases and fields find it however it was typed:
 *   numbers    12 500, 12.500            -> 12500, with +12 +500 beside it; 14,5, 14.5 -> +14.5 14 5
 *   measures   35h, 35 h, 1 heure        -> +35h 35 heures; km, kg, cm, mm and the euro likewise
 *              52', 52mn; 1h05; 26'30"   -> +52min 52 minutes; +1h5min 1 heures 5 minutes
 *              5 %, 5 pour cent          -> +5% 5
 *   dates      12 mars 1998, 12/03/1998, 1998-03-12
 *                                        -> +1998-03-12 12 mars 1998; 03/1998 -> mars 1998
 *              1er mars, 1 mars          -> +1 1er mars
 *   numbers of books and periodicals (book_number.h)
 *                                        -> 9782070643097, 16284259
 * What is marked + stands beside the words, without a position. The order of day and month is the
 * French one. Days of short years (12.03.98) may be shelf marks: they keep their words, and have a
 * date beside these. Telephone numbers and 987.54.17, 791.43 and 1.2.3 keep their words as well.
 *
 * A figure begins at a digit. Reading looks a bounded number of bytes ahead, and depends on nothing but
 * the text around its beginning.
 */
#ifndef COOP_TEXT_FIGURE_H
#define COOP_TEXT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	COOP_FIGURE_MAX =
		80, /* the longest piece of text that a figure covers, in bytes */
	COOP_FIGURE_WORDS = 16, /* the most words that it gives */
	COOP_FIGURE_BYTES = 256 /* of all their letters together */
};

/* A word of a figure, like struct coop_word of token.h; `s` is static or in the figure. */
struct coop_figure_word {
	const char *s;
	size_t len, off, end;
	unsigned flags;
};

/* It must not be moved while its words are in use. */
struct coop_figure {
	size_t end; /* its words stand for the text up to here */
	size_t count;
	struct coop_figure_word words[COOP_FIGURE_WORDS];
	size_t used; /* bytes of `s` */
	char s[COOP_FIGURE_BYTES];
};

/*
 * Reads the figure that begins at `at`, an ASCII digit where a word begins. Returns false where its
 * digits are a word like any other.
 */
bool coop_figure_read(const char *text, size_t len, size_t at, struct coop_figure *out);

/* Whether a word that a figure may give, but for numbers, begins with these letters. */
bool coop_figure_may_give(const char *letters, size_t n);

#endif
