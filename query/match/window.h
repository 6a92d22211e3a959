/*
 * window.h - windows of docids, and sets of the documents in one.
 *
 * The index is matched window by window, in ascending order. All windows of one search have the
 * same width, a power of two, and begin at a multiple of it. The slot of a document is its index in
 * arrays of the window: its docid modulo the width.
 */
#ifndef COOP_QUERY_MATCH_WINDOW_H
#define COOP_QUERY_MATCH_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/index/postings.h"

enum {
	/* The width: arrays of a window stay in the first-level cache. */
	WINDOW_DOCS = 4096,
	/* The width of searches that add up many terms. */
	WINDOW_DOCS_WIDE = 32768,
	/* Words of 64 bits in a set of documents (struct doc_set). */
	WINDOW_WORDS = WINDOW_DOCS / 64,
	/* Blocks of one posting list that reach into a window of WINDOW_DOCS, at most. */
	WINDOW_BLOCKS = WINDOW_DOCS / COOP_POSTINGS_BLOCK + 2
};

/* The docids from `begin` on that are less than `end`. */
struct window {
	uint32_t begin, end;
};

/* The window that holds a docid. */
static inline struct window window_of(uint32_t docid, uint32_t width)
{
	uint32_t begin = docid & ~(width - 1);
	return (struct window){
		begin, begin < UINT32_MAX - width ? begin + width : UINT32_MAX};
}

/* The slot of a document in a window of WINDOW_DOCS. */
static inline uint32_t window_slot(uint32_t docid)
{
	return docid % WINDOW_DOCS;
}

/* A set of documents of a window of WINDOW_DOCS, a bit for each slot. Initialise with `= {0}`. */
struct doc_set {
	uint64_t words[WINDOW_WORDS];
};

static inline void doc_set_add(struct doc_set *s, uint32_t slot)
{
	s->words[slot / 64] |= (uint64_t)1 << slot % 64;
}

/* Removes a document if `remove` is true; without a branch. */
static inline void doc_set_remove_if(struct doc_set *s, uint32_t slot, bool remove)
{
	s->words[slot / 64] &= ~((uint64_t)remove << slot % 64);
}

static inline bool doc_set_has(const struct doc_set *s, uint32_t slot)
{
	return s->words[slot / 64] >> slot % 64 & 1;
}

static inline uint32_t doc_set_count(const struct doc_set *s)
{
	uint32_t count = 0;
	for (size_t i = 0; i < WINDOW_WORDS; i++) {
		uint64_t w = s->words[i];
		w -= w >> 1 & 0x5555555555555555;
		w = (w & 0x3333333333333333) + (w >> 2 & 0x3333333333333333);
		count += (uint32_t)(((w + (w >> 4)) & 0x0f0f0f0f0f0f0f0f) *
					    0x0101010101010101 >>
				    56);
	}
	return count;
}

/* The first slot of the set from `slot` on; WINDOW_DOCS for none. */
static inline uint32_t doc_set_next(const struct doc_set *s, uint32_t slot)
{
	for (uint32_t i = slot / 64; i < WINDOW_WORDS; slot = ++i * 64) {
		uint64_t left = s->words[i] & ~(uint64_t)0 << slot % 64;
		if (left)
			return i * 64 + (uint32_t)__builtin_ctzll(left);
	}
	return WINDOW_DOCS;
}

#endif
