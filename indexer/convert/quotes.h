/*
 * quotes.h - the text of messages, without what they quote of earlier ones.
 *
 * A quotation is a run of lines that begin with '>', or all that follows a line such as "----- Message
 * d'origine -----" or "Luc a écrit :". It is left out if most of its words, in sequences of four, stand
 * in what was kept of the messages before; else it is kept, without its signs, so that a message whose
 * original is missing has its text once.
 */
#ifndef COOP_INDEXER_CONVERT_QUOTES_H
#define COOP_INDEXER_CONVERT_QUOTES_H

#include <stddef.h>

#include "shared/core/buf.h"

struct quotes;

/* NULL when memory runs out. */
struct quotes *quotes_new(void);
void quotes_free(struct quotes *q); /* NULL is fine */

/*
 * Appends the text of the next message, UTF-8 in lines. What is remembered of messages is bounded: of a
 * large mailbox it is the later ones. `out` remembers a failed allocation.
 */
void quotes_add(struct quotes *q, const char *s, size_t n, struct coop_buf *out);

#endif
