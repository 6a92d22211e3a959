/*
 * mark.h - letters and digits that are one mark, in one piece or apart: RF2125, RF 2125, 2CV.
 *
 * The parts of a mark are words, so that a phrase holds however it is typed; the mark itself stands
 * beside them, in both spellings.
 */
#ifndef COOP_TEXT_MARK_H
#define COOP_TEXT_MARK_H

#include <stddef.h>

enum {
	COOP_MARK_LETTERS = 12, /* of a mark in one piece */
	COOP_MARK_DIGITS = 8,
	/* letters before a blank and a number that make a mark with it; and behind them */
	COOP_MARK_APART = 4,
	COOP_MARK_BEHIND = 2
};

/*
 * Where the letters of a folded word end and its digits begin, or the other way round. 0 when it has
 * only one of these, more than one of each, or more than a mark has, and for an ordinal: 2e, 3eme.
 */
size_t coop_mark_boundary(const char *word, size_t len);

/* Where the same boundary is in the text [off, end) of such a word. */
size_t coop_mark_place(const char *text, size_t off, size_t end);

/*
 * Whether the digits [at, end) of a text make a mark with a short word before them: RF 2125, but not
 * "les 35". Sets where it begins, and writes its folded letters, at most COOP_MARK_APART; returns how
 * many, 0 when there is none. "a" and "y" are taken for words.
 */
size_t coop_mark_before(const char *text, size_t at, size_t end, size_t *begin,
	char letters[COOP_MARK_APART]);

/*
 * The same for a word behind digits that end at `at`: 4 CV, but not "3 de". Sets where the word ends;
 * returns how many letters it has, at most COOP_MARK_BEHIND, 0 when there is none.
 */
size_t coop_mark_behind(const char *text, size_t len, size_t at, size_t *end,
	char letters[COOP_MARK_APART]);

#endif
