/*
 * divided.h - words divided at the end of a line of running text.
 *
 * "manufac-" and "ture" on the next line are one word, and so are "Saint-" and "Étienne", which keep
 * their hyphen. Nothing tells for sure which it is without a dictionary of all French words, so a
 * hyphen is dropped unless something marks a compound:
 *  - the second line begins with a capital letter: Rhône-/Alpes;
 *  - what precedes the hyphen begins compounds, and hardly a longer word: vice-, demi-, après-;
 *  - what follows it ends them: -être, -même, -là, -vous, -dessous, -métrage, -dix;
 *  - both together are one that is frequent: celui-/ci, porte-/parole; after ex- and sous- come other
 *    letters than in words that begin so, as in exposition and souscrire;
 *  - the word has other hyphens right there: c'est-à-/dire, vis-/à-vis, chef-/d'œuvre.
 * Either mistake costs little: of "manufac-ture" the index has "manufacture" as well (token.h), and
 * the query savoir-faire finds "savoirfaire". A soft hyphen, U+00AD, at the end of a line is always
 * dropped; within a line it means nothing to the index.
 *
 * This is the one mechanism for texts (film.h), pages (convert/pages.h) and cells (csv/columns.h).
 */
#ifndef COOP_INDEXER_DECODE_DIVIDED_H
#define COOP_INDEXER_DECODE_DIVIDED_H

#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Appends a line without the blanks around it to running text. Where a word is divided between the
 * two, the line continues it, with or without the hyphen; else `between` comes first, unless the
 * text is empty.
 */
void divided_add_line(
	struct coop_buf *text, const char *line, size_t n, const char *between);

/* Whether a text has a line that may end in a divided word: a hyphen before a line end. */
bool divided_is_likely(const char *s, size_t n);

/* Appends a text in which divided words are put together; its other line ends stay. */
void divided_mend(const char *s, size_t n, struct coop_buf *out);

#endif
