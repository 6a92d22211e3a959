/*
 * postings.h - the postings of a term while an index is built.
 *
 * A stream of documents in ascending order; for each of them
 *
 *   uint gap << 2 | code, gap being the docid less the one before (0 before the first)
 *     code 0: one occurrence of weight 1
 *     code 1: one position; the uint tf follows
 *     code 2: as many positions as tf tells; the uint tf follows
 *     code 3: the uints tf and number of positions follow
 *   the positions as uints, each less the one before
 *
 * tf is what impact.h calls so; what it makes of it needs the average length, which only the
 * end of the input tells.
 */
#ifndef COOP_INDEXER_BULK_POSTINGS_H
#define COOP_INDEXER_BULK_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/pack.h"

enum postings_code { POSTINGS_ONCE, POSTINGS_WEIGHED, POSTINGS_EVEN, POSTINGS_OTHER };

/* The bytes that the head of a posting takes at most. */
#define POSTINGS_HEAD_MAX ((size_t)3 * PACK_UINT_MAX)

static inline enum postings_code postings_code(uint32_t tf, uint32_t npos)
{
	if (npos == 1)
		return tf == 1 ? POSTINGS_ONCE : POSTINGS_WEIGHED;
	return tf == npos ? POSTINGS_EVEN : POSTINGS_OTHER;
}

/* Packs the head of a posting; the positions come after it, by pack_uint(). */
static inline char *postings_pack(char *to, uint32_t gap, uint32_t tf, uint32_t npos)
{
	enum postings_code code = postings_code(tf, npos);
	to = pack_uint(to, (uint64_t)gap << 2 | code);
	if (code != POSTINGS_ONCE)
		to = pack_uint(to, tf);
	return code == POSTINGS_OTHER ? pack_uint(to, npos) : to;
}

/* A walk through the postings of a stream whose bytes lie side by side. */
struct postings {
	const char *at, *end;
	uint32_t docid, tf, npos; /* of the current one */
};

static inline void postings_begin(struct postings *p, const char *s, size_t len)
{
	*p = (struct postings){.at = s, .end = s + len};
}

/*
 * Moves on to the next posting; false at the end. Its positions must then be taken or passed
 * over.
 */
static inline bool postings_next(struct postings *p)
{
	if (p->at == p->end)
		return false;
	uint64_t head = unpack_uint(&p->at);
	unsigned code = head & 3U;
	p->docid += (uint32_t)(head >> 2);
	p->tf = code == POSTINGS_ONCE ? 1 : (uint32_t)unpack_uint(&p->at);
	p->npos = code <= POSTINGS_WEIGHED ? 1
		  : code == POSTINGS_EVEN  ? p->tf
					   : (uint32_t)unpack_uint(&p->at);
	return true;
}

static inline void postings_pass(struct postings *p)
{
	for (uint32_t n = p->npos; n > 0; n--)
		while ((unsigned char)*p->at++ & 0x80U)
			;
}

/* Takes the positions of the current posting into `out`, which has room for `npos`. */
static inline void postings_positions(struct postings *p, uint32_t *out)
{
	uint32_t pos = 0;
	for (uint32_t i = 0; i < p->npos; i++)
		out[i] = pos += (uint32_t)unpack_uint(&p->at);
}

#endif
