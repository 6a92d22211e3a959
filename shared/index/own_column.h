/*
 * own_column.h - columns of tables that are no field, and keep their own name: how queries name them,
 * and their terms (layout.h).
 *
 * A column is known by its key: the words of its name, folded, with '_' between them. Small words are
 * left out, but the last word is kept: "Numéro d'inventaire" is numero_inventaire, "Lot D" lot_d; an
 * ending in parentheses is no word, "Éditeur(s)" is editeur. Names with the same key are one column. The
 * key of a key is the same key.
 */
#ifndef COOP_INDEX_OWN_COLUMN_H
#define COOP_INDEX_OWN_COLUMN_H

#include <stddef.h>

#include "shared/core/buf.h"

/* A longer key ends with the last word that has room; a single longer word is cut. */
#define COOP_OWN_KEY_MAX 40

struct coop_own_key {
	char s[COOP_OWN_KEY_MAX];
	size_t len; /* 0 for a name without a letter or digit: no query can name it */
};

void coop_own_key(const char *name, size_t len, struct coop_own_key *out);

/* The longest prefix of the terms of a column. */
#define COOP_OWN_PREFIX_MAX (2 + COOP_OWN_KEY_MAX + 1)
/* Puts the prefix of the terms of its words; returns the length, at most COOP_OWN_PREFIX_MAX. */
size_t coop_own_word_prefix(const char *key, size_t len, char *to);
/* Puts the term of documents that have the column; the same. */
size_t coop_own_presence(const char *key, size_t len, char *to);

/* The bytes before the word in a term of a field, or of a column. */
size_t coop_field_prefix(const char *term, size_t len);

#endif
