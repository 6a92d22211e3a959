/*
 * digest.h - shortens CSV for a parser that works byte by byte, and restores the cells it returns.
 *
 * A CSV parser treats all ordinary bytes alike, and many like one. So each stretch of ordinary bytes
 * is fed to it as a single byte, a stand-in: of running text about one byte in twenty is left. A
 * stretch begins and ends with an ordinary byte, and may hold blanks. Quotes, delimiters, line ends
 * and the blanks beside them are fed as they are. In the cells that the parser returns, each
 * stand-in is replaced by its stretch.
 */
#ifndef COOP_INDEXER_CSV_DIGEST_H
#define COOP_INDEXER_CSV_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

/* Begin with digest_init(). */
struct digest {
	struct coop_buf fed;              /* the digest, for the parser */
	struct coop_buf text;             /* the text that `fed` represents */
	struct digest_stretch *stretches; /* of `text` */
	size_t count, cap;
	size_t next; /* first stretch that the parser has not returned yet */
	char delimiter, quote, stand_in;
};

void digest_init(struct digest *d, char delimiter, char quote);
void digest_release(struct digest *d);

/*
 * Replaces `fed` by the digest of a line, or of a piece of one; CR and LF may be at its end only.
 * False when memory runs out.
 */
bool digest_take(struct digest *d, const char *s, size_t n);

/* Appends a cell that the parser returned, restored. */
void digest_restore(struct digest *d, const char *cell, size_t n, struct coop_buf *out);

/* Drops the stretches that the parser has not returned: it dropped its row. */
void digest_forget(struct digest *d);

#endif
