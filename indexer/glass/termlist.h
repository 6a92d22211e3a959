/*
 * termlist.h - tags of the table `termlist`: the terms of a document.
 *
 * Key: the sorted uint of the docid. Tag: the uints document length (the sum of the wdfs)
 * and number of terms; then the terms in ascending order. The first: a byte length, the
 * bytes, the uint wdf. Each next one: a byte `reuse`, the bytes it shares with the one
 * before; a byte of how many follow; those; the uint wdf. Where
 * (wdf + 1) * (length of the term before + 1) + reuse < 256 and wdf < 127, that number
 * stands in the first byte and no wdf at the end.
 *
 * A document without terms has an entry too, with an empty tag: without an entry the engine
 * takes the document for absent when it is asked for its terms.
 */
#ifndef COOP_INDEXER_GLASS_TERMLIST_H
#define COOP_INDEXER_GLASS_TERMLIST_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

/* A tag being made; begin with `= {0}`. */
struct termlist {
	struct coop_buf tag; /* the terms */
	const char *before;  /* the term before, borrowed */
	size_t before_len;
	uint32_t count;
	uint64_t length;
};

void termlist_begin(struct termlist *t);
/* Terms come in ascending order; each is borrowed until the next call. */
void termlist_add(struct termlist *t, const char *term, size_t len, uint32_t wdf);
/* Appends the finished tag to `out`, or its failure, which is the caller's to check. */
void termlist_end(const struct termlist *t, struct coop_buf *out);
void termlist_release(struct termlist *t);

#endif
