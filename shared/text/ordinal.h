/*
 * ordinal.h - ordinals and centuries: XIXe, XIXème, 19ème, 2nd, 1re.
 *
 * Each has one canonical form, its number in figures with "e", or "1er": XIXᵉ, XIXème, 19 ème and
 * 19e are "19e". A Roman numeral alone is none: Louis XIV, tome III. One that is also a word is an
 * ordinal only where its numeral is in capitals and its ending is not (VIe, LIe), or before a word
 * such as "siècle" ("vie siècle"): vie, lie.
 */
#ifndef COOP_TEXT_ORDINAL_H
#define COOP_TEXT_ORDINAL_H

#include <stdbool.h>
#include <stddef.h>

/* The largest Roman numeral that is read as an ordinal, and the longest one, in letters. */
#define COOP_ORDINAL_ROMAN_MAX 89
#define COOP_ROMAN_MAX         8

/* The longest canonical form: four digits and an ending. */
#define COOP_ORDINAL_MAX 6

struct coop_ordinal {
	char s[COOP_ORDINAL_MAX + 1]; /* the canonical form, and a NUL */
	size_t len;
	size_t end; /* in the text, with an ending that a blank parts from its number */
};

/* A word of a text: the bytes [off, end), and their folded form. */
struct coop_written {
	const char *s;
	size_t len;
	size_t off, end;
};

/*
 * The length of the Roman numeral that a folded word begins with; with `small` it is at most
 * COOP_ORDINAL_ROMAN_MAX.
 */
size_t coop_roman_len(const char *s, size_t n, bool small);

/* Writes a number from 1 to COOP_ORDINAL_ROMAN_MAX in Roman letters; returns how many. */
size_t coop_roman_put(unsigned number, char out[COOP_ROMAN_MAX]);

/*
 * Whether a folded word is a small Roman numeral with an ending of ordinals that suits it, or may
 * be: words such as "vie" are among them.
 */
bool coop_is_roman_ordinal(const char *s, size_t n);

/* The same for words that are no ordinals without what follows: a numeral alone. */
bool coop_may_be_ordinal(const char *s, size_t n);

/*
 * Whether an ending of ordinals may begin one blank after `at`: false for most words, at a glance.
 */
bool coop_may_part_ordinal(const char *text, size_t len, size_t at);

/* Finds the canonical form of a word; false when it is no ordinal. */
bool coop_ordinal_find(const char *text, size_t len, const struct coop_written *w,
	struct coop_ordinal *out);

#endif
