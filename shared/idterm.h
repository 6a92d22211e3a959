/*
 * idterm.h - the term by which the id of a notice is found.
 */
#ifndef COOP_IDTERM_H
#define COOP_IDTERM_H

#include <stddef.h>

#include "shared/buf.h"

/*
 * Appends the term of an id, of at most COOP_TERM_MAX bytes: what is stored, and what is looked
 * for. It is made of the id in NFC, so that one made of the name of a file is found however
 * that, or the query, spells it; the id itself stays as it is.
 */
void coop_id_term(const char *id, size_t n, struct coop_buf *out);

#endif
