/*
 * idterm.h - the term by which a record is found by its id.
 *
 * COOP_PREFIX_ID and the id. A term has COOP_TERM_MAX bytes at most: of an id that is too long
 * for that stand its first bytes and, in hexadecimal, the SHA-256 of all of it. Such a term has
 * just COOP_TERM_MAX bytes, and all others have fewer, so that no id has another's.
 */
#ifndef COOP_IDTERM_H
#define COOP_IDTERM_H

#include <stddef.h>

#include "shared/store.h"

/* Writes the term of an id down; returns its length. */
size_t coop_id_term(const char *id, size_t len, char out[COOP_TERM_MAX]);

#endif
