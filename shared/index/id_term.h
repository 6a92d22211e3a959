/*
 * id_term.h - the term by which a record is found by its id.
 *
 * COOP_PREFIX_ID and the id in NFC, so that an id made of the name of a file is found however that
 * name, or the query, spells its accents; the id itself stays as it is. A term has COOP_TERM_MAX
 * bytes at most: of an id that is too long for that stand its first bytes and, in hexadecimal, the
 * SHA-256 of all of it. Such a term has just COOP_TERM_MAX bytes and all others have fewer, so that
 * no id has the term of another, but for those that are the same in NFC.
 */
#ifndef COOP_INDEX_ID_TERM_H
#define COOP_INDEX_ID_TERM_H

#include <stddef.h>

#include "shared/core/buf.h"

/* Appends the term of an id: what is stored, and what is looked for. */
void coop_id_term(const char *id, size_t n, struct coop_buf *out);

#endif
