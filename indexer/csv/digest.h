/*
 * digest.h - CSV with its ordinary text left out, for a parser that takes it byte by byte.
 *
 * To a parser of CSV one ordinary byte is like another, and many are like one. So it is fed
 * each stretch that begins and ends with such a byte, and holds nothing but such bytes and
 * blanks, as a single one, which stands in for it: in a text of some sentences a byte of
 * twenty. Quotes, delimiters, line ends and the blanks beside them it sees as they are. In
 * the cells that it gives the stretches are put back.
 */
#ifndef COOP_INDEXER_CSV_DIGEST_H
#define COOP_INDEXER_CSV_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* Begin with digest_init(). */
struct digest {
	struct coop_buf fed; /* what the parser is to be fed */
	struct coop_buf text;
	struct digest_stretch *stretches; /* of `text`; the parser has those from ... */
	size_t count, cap, next;          /* ... `next` on */
	char delimiter, quote, stand_in;
};

void digest_init(struct digest *d, char delimiter, char quote);
void digest_release(struct digest *d);

/*
 * Takes in a line, or a piece of one, and puts what the parser is to be fed of it into `fed`.
 * CR and LF may only be at its end. False when memory is gone.
 */
bool digest_take(struct digest *d, const char *s, size_t n);

/* Appends a cell that the parser gave, with the stretches put back. */
void digest_restore(struct digest *d, const char *cell, size_t n, struct coop_buf *out);

/* Forgets the stretches that the parser still has: it was told to forget them. */
void digest_forget(struct digest *d);

#endif
