/*
 * forward.h - what a document holds, term by term, until its term list can be written.
 *
 * For each document, in order: the uint length dl (impact.h); the string id, cut to what a
 * term may hold; then its words and its accented words: for both the uint how many, and for
 * each the uint number << 1 | (tf is not 1), then, where it is not, the uint tf. The numbers
 * are those of the run that the document is in (run_entry.local).
 */
#ifndef COOP_BUILD_FORWARD_H
#define COOP_BUILD_FORWARD_H

#include <stdint.h>

#include "indexer/build/pack.h"
#include "shared/buf.h"

/* The longest form of a term in a list, in bytes. */
#define FORWARD_TERM_MAX (2 * PACK_UINT_MAX)

static inline char *forward_put(char *to, uint32_t number, uint32_t tf)
{
	to = pack_uint(to, (uint64_t)number << 1 | (tf != 1));
	return tf == 1 ? to : pack_uint(to, tf);
}

static inline void forward_get(const char **at, uint32_t *number, uint32_t *tf)
{
	uint64_t n = unpack_uint(at);
	*tf = n & 1 ? (uint32_t)unpack_uint(at) : 1;
	*number = (uint32_t)(n >> 1);
}

#endif
