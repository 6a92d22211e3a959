/*
 * spaced.h - acronyms whose letters are parted by blanks: "S. C. O. P.", "S C O P".
 *
 * A row of three single letters or more, of one case, each with a full stop behind it or not and one
 * blank before the next. Two letters are not enough: "J. P. Dupont". Nor are rows that are words
 * without their signs ("n y a", "m a t elle"), or longer than any acronym.
 */
#ifndef COOP_TEXT_SPACED_H
#define COOP_TEXT_SPACED_H

#include <stdbool.h>
#include <stddef.h>

#define COOP_SPACED_MIN 3
#define COOP_SPACED_MAX 16

struct coop_spaced {
	size_t letters;             /* how many; 0 when there is no such acronym */
	size_t at[COOP_SPACED_MAX]; /* where each letter begins */
	size_t end;                 /* behind the last one and its full stop */
};

/* Reads the row that begins with the letter at `at`. Looks a bounded number of bytes around it. */
void coop_spaced_find(const char *text, size_t len, size_t at, struct coop_spaced *out);

/*
 * Whether a row may begin with a letter that ends at `end`; never false where one does. Quick, for
 * the letters that are words.
 */
bool coop_may_be_spaced(const char *text, size_t len, size_t end);

#endif
