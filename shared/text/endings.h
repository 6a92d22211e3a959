/*
 * endings.h - the endings of French plurals and feminines.
 *
 * They are gathered in families: "documents" and "document", "journaux" and "journal", "active" and
 * "actif" are each two forms of one word. Whether two words are is more than their endings tell, and
 * stem.h decides it; this is for words that are mistyped, which have no stem worth the name.
 */
#ifndef COOP_TEXT_ENDINGS_H
#define COOP_TEXT_ENDINGS_H

#include <stddef.h>

#define COOP_ENDING_FAMILIES 5
/* The longest ending, in bytes. */
#define COOP_ENDING_MAX 2
/* What must be left of a word without its ending, in bytes. */
#define COOP_ENDING_STEM_MIN 6

/*
 * By family, the lengths of the endings that a folded word may have, as a set of bits: bit 2 is
 * an ending of two bytes, bit 0 none, which every word may have that is long enough. What all forms share is no part of the ending: that of
 * "journal" is "l", that of "journaux" "ux".
 */
struct coop_endings {
	unsigned char lengths[COOP_ENDING_FAMILIES];
};

struct coop_endings coop_endings_of(const char *word, size_t len);

#endif
