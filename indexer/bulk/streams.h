/*
 * streams.h - a great many byte strings that grow at their ends.
 *
 * While texts are inverted each term has a stream. A stream is a chain of chunks cut from
 * shared blocks, each at least as large as the one before, so that short streams cost 36
 * bytes and long ones few jumps. The last four bytes of a chunk hold the number of the
 * next one; the bytes before are a multiple of 32.
 */
#ifndef COOP_INDEXER_BULK_STREAMS_H
#define COOP_INDEXER_BULK_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shared/core/buf.h"

#define STREAMS_CHUNK_MAX 2052

/* The blocks that all streams share. Initialise with `= {0}`. */
struct streams {
	char **blocks;
	size_t nblocks, cap; /* blocks in use; capacity of `blocks` */
	size_t kept;         /* blocks allocated; those from `nblocks` on are free */
	size_t used;         /* bytes used in the last block */
	bool failed;         /* memory ran out: everything put since went to `sink` */
	char sink[STREAMS_CHUNK_MAX];
};

/* A stream. Initialise with `= {0}`. */
struct stream {
	char *at;       /* where the next byte goes */
	uint32_t first; /* number of the first chunk */
	uint32_t len;   /* bytes put */
	uint16_t left;  /* bytes free in the last chunk */
	uint8_t level;  /* number of chunks, as long as they grow */
	/* for the user of the stream: they fill what would be padding */
	uint8_t tail;
	uint32_t count;
};

/* For stream_put(): puts bytes that fill the last chunk. */
void stream_split(struct streams *all, struct stream *s, const char *bytes, size_t n);

/* Puts bytes at the end. */
static inline void stream_put(
	struct streams *all, struct stream *s, const char *bytes, size_t n)
{
	s->len += (uint32_t)n;
	if (n >= s->left) { /* or there is no chunk yet */
		stream_split(all, s, bytes, n);
		return;
	}
	memcpy(s->at, bytes, n);
	s->at += n;
	s->left = (uint16_t)(s->left - n);
}

/* Appends the bytes of a stream to a buffer; not after a failure. */
void stream_copy(const struct streams *all, const struct stream *s, struct coop_buf *out);

/* The bytes of the blocks in use. */
size_t streams_memory(const struct streams *all);

/* Forgets all streams; keeps the memory. */
void streams_reset(struct streams *all);
void streams_release(struct streams *all);

#endif
