/*
 * streams.h - a great many byte strings that all grow at their ends.
 *
 * While texts are inverted each term has a stream of its own. A stream is a chain of chunks
 * cut from shared blocks, each chunk larger than the one before, so that a rare term costs
 * 16 bytes and a frequent one few jumps. Chunks are aligned to 16 bytes; the last four bytes
 * of one hold the number of the next.
 */
#ifndef COOP_BUILD_STREAMS_H
#define COOP_BUILD_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shared/buf.h"

#define STREAMS_CHUNK_MAX 2048

/* The blocks. Begin with `= {0}`. */
struct streams {
	char **blocks;
	size_t nblocks, cap; /* blocks in use, and room for how many */
	size_t kept;         /* blocks allocated; those behind `nblocks` wait for use */
	size_t used;         /* bytes of the last block */
	bool failed;         /* memory ran out: what was put since went to `sink` */
	char sink[STREAMS_CHUNK_MAX];
};

/* A stream. Begin with `= {0}`. */
struct stream {
	char *at;       /* where the next byte goes */
	uint32_t first; /* number of the first chunk */
	uint32_t len;   /* bytes put */
	uint16_t left;  /* bytes free in the last chunk */
	uint8_t level;  /* chunks so far, as far as they grow */
	uint32_t count; /* of what its user counts: there is room for it */
};

/* For stream_put(): makes room for at least one byte, or sets `failed`. */
void stream_extend(struct streams *all, struct stream *s);

/* Puts a few bytes; up to seven bytes behind them are read, too. */
static inline void stream_put(
	struct streams *all, struct stream *s, const char *bytes, size_t n)
{
	enum { AT_ONCE = 8 /* which a machine copies with one instruction */ };
	s->len += (uint32_t)n;
	while (n > 0) {
		size_t step = 1;
		if (s->left >= AT_ONCE) {
			step = n < AT_ONCE ? n : AT_ONCE;
			memcpy(s->at, bytes,
				AT_ONCE); /* what is more than n, the next ones overwrite */
		} else {
			if (s->left == 0)
				stream_extend(all, s);
			*s->at = *bytes;
		}
		s->at += step;
		s->left = (uint16_t)(s->left - step);
		bytes += step;
		n -= step;
	}
}

/* Appends the bytes of a stream; not to be asked for after a failure. */
void stream_copy(const struct streams *all, const struct stream *s, struct coop_buf *out);

/* The bytes that the blocks take. */
size_t streams_memory(const struct streams *all);

/* Forgets all streams; keeps the memory. */
void streams_reset(struct streams *all);
void streams_release(struct streams *all);

#endif
