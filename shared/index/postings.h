/*
 * postings.h - the postings of frequent terms, in a form that is quick to rank.
 *
 * The engine's own lists must be decoded posting by posting. These can be read from any block
 * on, and say beforehand how much a block can add to a score, so that most of it is never
 * read: block-max indexes (Ding and Suel, "Faster top-k document retrieval using block-max
 * indexes", 2011), docids as gaps of a fixed width in each block.
 *
 * They lie in the file COOP_POSTINGS_FILE beside the engine's tables. Every term has one, but
 * those without positions in fewer than COOP_POSTINGS_MIN documents: the engine reads the few
 * postings as fast. Where words stand is told by their lists, and nowhere else unless the engine
 * was given positions for tools of its own.
 *
 * The file; all numbers are of four bytes unless told otherwise, the lowest byte first:
 *   "coopRL03", then for each term its blocks' heads and its blocks
 *     head: the last docid; where the block begins, from behind the last head on; a byte each:
 *           the width of a gap in bits, the highest impact, the width of a slot in bits, 0
 *     block: the gaps of COOP_POSTINGS_BLOCK docids (of fewer in the last block), each docid
 *           less the one before less 1, lowest bit first, filled up to a byte; their impacts, a
 *           byte each; where the term has positions, a slot for each document, in the same way
 *           as the gaps, and the positions of those that have several
 *     slot: twice the only position, 0 for none; or twice the place, among the positions of
 *           the block, of several, and 1
 *     several positions: the uint number of them; then the uints, each less the one before
 *           (uint: seven bits a byte, lowest first, the high bit where more follow)
 *   the directory: for each term, in the order of their bytes
 *           where its text is among the texts; how many documents hold it; where its heads
 *           are, six bytes; a byte each: the length of its text, its highest impact, the
 *           impacts of its 64th, 256th and 1024th best document (0 when it has fewer), 1 if it
 *           has positions; how many bytes its blocks take
 *   the texts of the terms
 *   the end: the number of documents; of terms; where the directory is, eight bytes; where the
 *           texts are, eight bytes; "coopRL03"
 */
#ifndef COOP_INDEX_POSTINGS_H
#define COOP_INDEX_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/table.h"

#define COOP_POSTINGS_FILE "postings.coop"

enum {
	COOP_POSTINGS_BLOCK = 128, /* postings */
	COOP_POSTINGS_MIN = 128,   /* documents */
	COOP_POSTINGS_HEAD = 12,   /* bytes, here and below */
	COOP_POSTINGS_ENTRY = 24,
	COOP_POSTINGS_END = 32,
	COOP_POSTINGS_IMPACTS = 256 /* an impact is less */
};

#define COOP_POSTINGS_MAGIC     "coopRL03"
#define COOP_POSTINGS_MAGIC_LEN 8

/* The ranks whose impacts are told. */
enum { COOP_POSTINGS_RANKS = 3 };
static inline uint32_t coop_posting_list_rank(int i)
{
	return 64U << (2 * i);
}

/* The list of a term; what it points to is the file's. */
struct coop_posting_list {
	const char *heads, *blocks, *end;
	const struct coop_pages *pages; /* of the file; those of the heads are verified */
	uint32_t doc_freq;              /* documents */
	uint32_t nblocks;
	uint8_t highest; /* impact */
	uint8_t best[COOP_POSTINGS_RANKS];
	bool positions;
};

static inline uint32_t coop_posting_list_last(
	const struct coop_posting_list *l, uint32_t block)
{
	return coop_bytes_number(l->heads + (size_t)block * COOP_POSTINGS_HEAD);
}

static inline uint8_t coop_posting_list_highest(
	const struct coop_posting_list *l, uint32_t block)
{
	return (uint8_t)l->heads[(size_t)block * COOP_POSTINGS_HEAD + 9];
}

/* A block that was read; what it points to is the file's. */
struct coop_block {
	uint32_t docids[COOP_POSTINGS_BLOCK];
	uint32_t count;
	const uint8_t *impacts;
	const uint8_t *slots; /* NULL without positions */
	unsigned slot_width;  /* bits */
	const uint8_t *several, *end;
};

/* Reads a block; false when the file is damaged. */
bool coop_posting_list_read(
	const struct coop_posting_list *l, uint32_t block, struct coop_block *out);

/* What documents are worth together, so many of them that `mask` + 1 is a power of two. */
struct coop_sums {
	uint32_t *sums; /* a document's is at its docid & mask */
	uint32_t mask;
	const uint32_t *worth; /* by impact, COOP_POSTINGS_IMPACTS */
};

/* Adds the documents of a full block; false when it is not full, or the file damaged. */
bool coop_posting_list_add(
	const struct coop_posting_list *l, uint32_t block, const struct coop_sums *to);

/* No position is higher: sums of positions do not overflow. */
#define COOP_POSITION_MAX (UINT32_MAX / 2)

/* The slot of a posting: see above. */
static inline uint32_t coop_block_slot(const struct coop_block *b, uint32_t i)
{
	return b->slots ? coop_bytes_bits(
				  b->slots, i * (size_t)b->slot_width, b->slot_width)
			: 0;
}

/* A walk through the positions of a posting, in ascending order. */
struct coop_positions {
	uint32_t at;   /* the current one */
	uint32_t left; /* behind it */
	const uint8_t *from, *end;
	bool damaged; /* they cannot be where the block says */
};

/* Begins with the first one; false when there is none. */
bool coop_positions_begin(
	struct coop_positions *p, const struct coop_block *block, uint32_t i);
/* Moves on to the first position that is not less than `least`; false when there is none. */
bool coop_positions_reach(struct coop_positions *p, uint32_t least);

struct coop_postings;

/*
 * Opens the lists in a mapped file; it and its pages are borrowed. `*out` is NULL when there is
 * none. COOP_E_CORRUPT: it is damaged, or not of so many documents. Threads may share them.
 */
enum coop_status coop_postings_open(const struct coop_mapping *file,
	const struct coop_pages *pages, uint64_t documents, struct coop_postings **out,
	struct coop_error *err);
void coop_postings_free(struct coop_postings *r); /* NULL is fine */

/* Fails with COOP_E_CORRUPT: the file is needed and is missing, damaged or of another index. */
enum coop_status coop_postings_fail(struct coop_error *err);
/* The same for one that was there when the index was built, and says what may have happened. */
enum coop_status coop_postings_lost(struct coop_error *err);

/* Finds the list of a term; `out` is as it was unless it is found. */
enum coop_lookup coop_postings_find(const struct coop_postings *r, const char *term,
	size_t len, struct coop_posting_list *out);

#endif
