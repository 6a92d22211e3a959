/*
 * equivalents.h - short forms that stand for a word.
 *
 * St is "saint", Mme "madame", bd. "boulevard": the long form is the word, in documents and
 * queries alike, at the place of what was written. A short form that is a word as well counts only
 * where it is written as a short form: before a full stop (av.), a figure (vol. 2), or both. Each
 * full stop of such a form ends no sentence (sentence.h). Of all accents one tells two words apart: Sté is
 * "société", Ste "sainte".
 */
#ifndef COOP_TEXT_EQUIVALENTS_H
#define COOP_TEXT_EQUIVALENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/text/ordinal.h"

/* The long form of a word. */
struct coop_equivalent {
	const char *form; /* folded; static */
	size_t end;       /* where it ends in the text: "n°" has a sign */
};

/* Finds the long form of a word; false when it is none of the table, or no short form here. */
bool coop_equivalent_find(const char *text, size_t len, const struct coop_written *w,
	struct coop_equivalent *out);

/*
 * Whether what the rules make of a folded word of letters depends on its neighbours or on a table: of
 * ordinal.h, elision.h, spaced.h (but for "a" and "y") and of this header. Quick: most words are not.
 */
bool coop_is_conditional(const char *s, size_t len);

/* The i-th short form and its long one, of those that are short forms wherever they stand; false after the last. */
bool coop_equivalent_everywhere_at(size_t i, const char **written, const char **form);

/* The i-th short form and its long one, which is empty for elided heads; false after the last. */
bool coop_equivalent_at(size_t i, const char **written, const char **form);

#endif
