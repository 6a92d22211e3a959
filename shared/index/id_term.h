/*
 * id_term.h - the term by which a record is found by its id.
 *
 * The term is COOP_PREFIX_ID and the id in NFC, so that an id made from the name of a
 * file is found however that name, or the query, encodes its accents. The id itself is
 * stored unchanged. A term has at most COOP_TERM_MAX bytes: of a longer id it holds the
 * first bytes, and the SHA-256 of the whole in hexadecimal. Only such terms have exactly
 * COOP_TERM_MAX bytes, so that two ids share a term only when they are the same in NFC.
 */
#ifndef COOP_INDEX_ID_TERM_H
#define COOP_INDEX_ID_TERM_H

#include <stddef.h>

#include "shared/core/buf.h"

/* Appends the term of an id, for indexing and for queries. */
void coop_id_term(const char *id, size_t n, struct coop_buf *out);

#endif
