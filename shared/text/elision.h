/*
 * elision.h - elided heads, and words whose apostrophe belongs to their spelling.
 *
 * A blank is typed for the apostrophe, or after it: "l economie", "c est", "aujourd hui", "l' eau". It
 * is an apostrophe where the next word can follow one, and where the letter is no label: "vitamine C
 * est" and "R et D en usine" keep theirs, in capitals or not.
 */
#ifndef COOP_TEXT_ELISION_H
#define COOP_TEXT_ELISION_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "shared/text/ordinal.h"

/*
 * Whether folded letters are an elided head that never belongs to the spelling of a
 * word: l' d' qu'
 */
static inline bool coop_is_elided_head(const char *s, size_t len)
{
	return (len == 1 && memchr("ldjmtsnc", s[0], 8)) ||
	       (len == 2 && s[0] == 'q' && s[1] == 'u');
}

/*
 * Whether a folded word is elided before a vowel: l, qu, jusqu ... (Grevisse, Le bon usage, par.
 * 44-45).
 */
bool coop_is_elided(const char *s, size_t n);

/* Whether two folded words are one, whose apostrophe belongs to its spelling: aujourd, hui. */
bool coop_is_lexical(const char *head, size_t n, const char *tail, size_t tail_len);

/*
 * Where the word begins that a blank parts from its head, or an apostrophe and a blank; 0 when there is
 * no such head.
 */
size_t coop_elided_tail(const char *text, size_t len, const struct coop_written *head);

#endif
