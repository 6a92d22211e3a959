/*
 * posting_stream.h - the postings of a term while an index is built, as a string of
 * bytes.
 *
 * Documents are in ascending order; for each of them
 *
 *   uint gap << 2 | code, gap being the docid less the one before (0 before the first)
 *     code 0: one position, tf 1
 *     code 1: one position; the uint tf follows
 *     code 2: tf positions; the uint tf follows
 *     code 3: the uints tf and number of positions follow
 *   the positions as uints, each less the one before
 *
 * tf is the weighted term frequency of impact.h. The impact depends on the average
 * length, which is known only at the end of the input.
 */
#ifndef COOP_INDEXER_BULK_POSTING_STREAM_H
#define COOP_INDEXER_BULK_POSTING_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/pack.h"

enum posting_stream_code {
	POSTING_STREAM_ONCE,
	POSTING_STREAM_WEIGHTED,
	POSTING_STREAM_EQUAL,
	POSTING_STREAM_OTHER
};

/* The longest head of a posting, in bytes. */
#define POSTING_STREAM_HEAD_MAX ((size_t)3 * PACK_UINT_MAX)

static inline enum posting_stream_code posting_stream_code(uint32_t tf, uint32_t npos)
{
	if (npos == 1)
		return tf == 1 ? POSTING_STREAM_ONCE : POSTING_STREAM_WEIGHTED;
	return tf == npos ? POSTING_STREAM_EQUAL : POSTING_STREAM_OTHER;
}

/* Packs the head of a posting; its positions follow, each by pack_uint(). */
static inline char *posting_stream_pack_head(
	char *to, uint32_t gap, uint32_t tf, uint32_t npos)
{
	enum posting_stream_code code = posting_stream_code(tf, npos);
	to = pack_uint(to, (uint64_t)gap << 2 | code);
	if (code != POSTING_STREAM_ONCE)
		to = pack_uint(to, tf);
	return code == POSTING_STREAM_OTHER ? pack_uint(to, npos) : to;
}

/* A cursor over a stream whose bytes are contiguous. */
struct posting_stream {
	const char *at, *end;
	uint32_t docid, tf, npos; /* of the current posting */
};

static inline void posting_stream_begin(
	struct posting_stream *p, const char *s, size_t len)
{
	*p = (struct posting_stream){.at = s, .end = s + len};
}

/*
 * Moves to the next posting; false at the end. Its positions must then be read or
 * skipped.
 */
static inline bool posting_stream_next(struct posting_stream *p)
{
	if (p->at == p->end)
		return false;
	uint64_t head = unpack_uint(&p->at);
	unsigned code = head & 3U;
	p->docid += (uint32_t)(head >> 2);
	p->tf = code == POSTING_STREAM_ONCE ? 1 : (uint32_t)unpack_uint(&p->at);
	p->npos = code <= POSTING_STREAM_WEIGHTED ? 1
		  : code == POSTING_STREAM_EQUAL  ? p->tf
						  : (uint32_t)unpack_uint(&p->at);
	return true;
}

static inline void posting_stream_skip_positions(struct posting_stream *p)
{
	for (uint32_t n = p->npos; n > 0; n--)
		while ((unsigned char)*p->at++ & 0x80U)
			;
}

/* Reads the positions of the current posting into `out`, which has room for `npos`. */
static inline void posting_stream_positions(struct posting_stream *p, uint32_t *out)
{
	uint32_t pos = 0;
	for (uint32_t i = 0; i < p->npos; i++)
		out[i] = pos += (uint32_t)unpack_uint(&p->at);
}

#endif
