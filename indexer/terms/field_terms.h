/*
 * field_terms.h - the terms by which words are found in a field.
 *
 * The one place that makes them, for both ways of building an index. layout.h says what
 * they look like.
 */
#ifndef COOP_INDEXER_TERMS_FIELD_TERMS_H
#define COOP_INDEXER_TERMS_FIELD_TERMS_H

#include <stddef.h>

#include "indexer/terms/tokens.h"
#include "shared/index/layout.h"
#include "shared/index/years.h"

/* The most years of a value that are terms beside its words, and the most terms that a word can give. */
#define FIELD_YEARS_MAX ((size_t)2 * COOP_YEARS_MAX)
#define FIELD_TERMS_MAX (4 + FIELD_YEARS_MAX)

struct field_term {
	char letter;   /* after COOP_PREFIX_FIELD (layout.h); a column's key follows it */
	bool presence; /* the term says that the field is present; it has no word */
	/*
	 * 0, or the term is this number: a year that the value tells (years.h), but not as a word, such as
	 * those of "[199-]". The first word of the value gives them
	 */
	unsigned year;
};
#define FIELD_TERM_BYTES (COOP_OWN_PREFIX_MAX + COOP_WORD_MAX)
_Static_assert(FIELD_TERM_BYTES <= COOP_TERM_MAX, "no term is cut");

/* Whether a word has terms of a field: a quick test, since few words have. */
static inline bool field_terms_any(const struct token *t, enum coop_field field)
{
	return t->begins || field == COOP_F_OTHER ||
	       coop_field_info(field)->flags & (COOP_FIELD_WORDS | COOP_FIELD_PART) ||
	       t->t->flags & (COOP_TOKEN_PHONE | COOP_TOKEN_MAIL | COOP_TOKEN_ISBN |
				     COOP_TOKEN_ISSN);
}

/* Makes the terms of the last word of a walk; returns how many. */
size_t field_terms_make(const struct tokens *walk, const struct token *t,
	struct field_term out[FIELD_TERMS_MAX]);

/* Writes a term of that word; returns its length, at most FIELD_TERM_BYTES. */
size_t field_term_put(const struct tokens *walk, const struct token *t,
	const struct field_term *term, char *to);

#endif
