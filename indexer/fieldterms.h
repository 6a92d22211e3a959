/*
 * fieldterms.h - the terms by which the words of a field are found in it.
 *
 * The one place that makes them: both ways of building an index use it. index.h says what
 * they look like.
 */
#ifndef COOP_INDEXER_FIELDTERMS_H
#define COOP_INDEXER_FIELDTERMS_H

#include <stddef.h>

#include "indexer/tokens.h"
#include "shared/index.h"

/* So many a word can give. */
#define FIELDTERMS_MAX 4

struct fieldterm {
	char part;     /* of the term's letters the one behind COOP_PREFIX_FIELD */
	const char *s; /* the word, borrowed as the token's; */
	size_t len;    /* 0 when the term is of the field as a whole */
};
#define FIELDTERM_BYTES (2 + COOP_WORD_MAX)

/* Whether a word gives any: few do, and this is soon said. */
static inline bool fieldterms_any(const struct token *t, enum coop_field field)
{
	return t->begins ||
	       coop_field_info(field)->flags & (COOP_FIELD_WORDS | COOP_FIELD_PART) ||
	       t->t.word.flags & (COOP_TOKEN_PHONE | COOP_TOKEN_MAIL);
}

/* The terms of a word, one of a record's field; returns how many. */
size_t fieldterms_make(const struct token *t, enum coop_field field,
	struct fieldterm out[FIELDTERMS_MAX]);

/* Writes a term down; returns its bytes, at most FIELDTERM_BYTES. */
size_t fieldterm_put(const struct fieldterm *term, char *to);

#endif
