/*
 * inflate.h - the compressed values of an index: raw deflate streams.
 */
#ifndef COOP_INDEX_INFLATE_H
#define COOP_INDEX_INFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include <libdeflate.h>

#include "shared/core/buf.h"

/* Makes a decompressor for one thread, to be freed by libdeflate; NULL: memory ran out. */
struct libdeflate_decompressor *coop_inflate_new(void);

/* Appends the inflated stream; false when it is damaged, or memory runs out (`out->failed`). */
bool coop_inflate(struct libdeflate_decompressor *d, const unsigned char *s, size_t n,
	struct coop_buf *out);

#endif
