/*
 * accents.h - whether a word of a text has the accents that a word of the query was typed with.
 *
 * Both have one folded form already. French letters are compared, those of Latin-1 and œ: a word with
 * others has no accents here. A ligature is the same as its two letters, and case is ignored; but
 * capitals without accents are not taken for letters with them.
 */
#ifndef COOP_QUERY_SEARCH_ACCENTS_H
#define COOP_QUERY_SEARCH_ACCENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/*
 * Appends a word of the query as accents_match() compares it: in lower case and with its accents.
 * Nothing when it has none.
 */
enum coop_status accents_of(
	const char *word, size_t len, struct coop_buf *out, struct coop_error *err);

/*
 * Whether a word of a text, which is in NFC, begins with `accented`, as accents_of() gives it: what
 * follows is the ending of its number.
 */
bool accents_match(const char *accented, size_t len, const char *word, size_t word_len);

#endif
