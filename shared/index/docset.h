/*
 * docset.h - a set of documents of a snapshot: a bit for each docid.
 */
#ifndef COOP_INDEX_DOCSET_H
#define COOP_INDEX_DOCSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "shared/core/error.h"

/* Begin with `= {0}`: the empty set. */
struct coop_docset {
	uint64_t *words;
	size_t nwords;
	uint64_t count; /* documents in the set */
};

/* Makes room for docids up to `last`, and empties the set. */
enum coop_status coop_docset_reset(
	struct coop_docset *s, uint32_t last, struct coop_error *err);
void coop_docset_release(struct coop_docset *s);

/* Replaces `s` by the docids of one set that another has not. */
enum coop_status coop_docset_difference(struct coop_docset *s,
	const struct coop_docset *one, const struct coop_docset *other,
	struct coop_error *err);

/* Leaves the docids that another set has, too. */
void coop_docset_intersect(struct coop_docset *s, const struct coop_docset *other);

/* Takes those of the 64 docids from `first` on away whose bit is set. */
void coop_docset_drop_bits(struct coop_docset *s, uint32_t first, uint64_t bits);

/* Adds a docid, for which there is room. */
static inline void coop_docset_add(struct coop_docset *s, uint32_t docid)
{
	uint64_t bit = (uint64_t)1 << docid % 64, *word = &s->words[docid / 64];
	s->count += (*word & bit) == 0;
	*word |= bit;
}

/* Adds those of the 64 docids from `first` on whose bit is set, from the lowest; there is room for them. */
void coop_docset_add_bits(struct coop_docset *s, uint32_t first, uint64_t bits);

/* The 64 docids from `first` on: a bit for each that is in the set. */
static inline uint64_t coop_docset_bits(const struct coop_docset *s, uint32_t first)
{
	size_t i = first / 64;
	uint64_t low = i < s->nwords ? s->words[i] : 0,
		 high = i + 1 < s->nwords ? s->words[i + 1] : 0;
	return first % 64 > 0 ? low >> first % 64 | high << (64 - first % 64) : low;
}

static inline bool coop_docset_has(const struct coop_docset *s, uint32_t docid)
{
	return docid / 64 < s->nwords && s->words[docid / 64] >> docid % 64 & 1;
}

/* The first docid of the set from `docid` on; 0 for none. */
static inline uint32_t coop_docset_next(const struct coop_docset *s, uint32_t docid)
{
	for (size_t i = docid / 64; i < s->nwords; docid = (uint32_t)(++i * 64)) {
		uint64_t left = s->words[i] & ~(uint64_t)0 << docid % 64;
		if (left)
			return (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(left);
	}
	return 0;
}

#endif
