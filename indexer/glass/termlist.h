/*
 * termlist.h - makes tags of the table `termlist`: the terms of a document.
 *
 * Key: the sorted uint of the docid. Tag: the uints document length (the sum of the wdfs)
 * and number of terms; then the terms in ascending order. The first: its length in a
 * byte, its bytes, the uint wdf. Each further one: a byte `reuse`, the number of bytes it
 * shares with the one before; the number of bytes that follow, in a byte; these; the uint
 * wdf. If (wdf + 1) * (length of the term before + 1) + reuse < 256 and wdf < 127, that
 * number replaces the first byte, and there is no wdf at the end.
 *
 * A document without terms has an entry too, with an empty tag: otherwise the engine
 * takes the document for absent when it is asked for its terms.
 */
#ifndef COOP_INDEXER_GLASS_TERMLIST_H
#define COOP_INDEXER_GLASS_TERMLIST_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* A tag being made. Initialise with `= {0}`. */
struct termlist {
	struct coop_buf tag; /* the terms */
	const char *before;  /* the term before, borrowed */
	size_t before_len;
	uint32_t count;
	uint64_t length;
};

void termlist_begin(struct termlist *t);
/* Adds a term; terms ascend, and each is borrowed until the next call. */
void termlist_add(struct termlist *t, const char *term, size_t len, uint32_t wdf);
/* Appends the finished tag to `out`, or sets its failure, which the caller checks. */
void termlist_end(const struct termlist *t, struct coop_buf *out);
void termlist_release(struct termlist *t);

#endif
