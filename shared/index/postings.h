/*
 * postings.h - our posting lists, in a form that is quick to rank.
 *
 * "Posting lists" and "our lists" are those of the file COOP_POSTINGS_FILE; "postlist" is
 * the engine's table of the same postings (postlist.h).
 *
 * The engine's lists must be decoded posting by posting. These can be read from any block
 * on, and tell beforehand how much a block can add to a score, so that most blocks are
 * never read: block-max indexes (Ding and Suel, "Faster top-k document retrieval using
 * block-max indexes", SIGIR 2011). Docids are stored as gaps of a fixed width per block.
 *
 * The lists are in the file COOP_POSTINGS_FILE beside the engine's tables. Every term has
 * one, except terms without positions in fewer than COOP_POSTINGS_MIN documents: the
 * engine reads these few postings as fast. Positions are in these lists only, unless the
 * engine was given them too, for tools of its own.
 *
 * The file; numbers have four bytes, little-endian, unless stated otherwise:
 *   "coopRL03", then for each term the heads of its blocks, and its blocks
 *     head: last docid; offset of the block from the end of the heads; a byte each: width
 *           of a gap in bits, highest impact, width of a slot in bits, 0
 *     block: the gaps of COOP_POSTINGS_BLOCK docids (fewer in the last block), each the
 *           docid less the one before less 1, lowest bit first, padded to a byte; their
 *           impacts, a byte each; if the term has positions, a slot for each document,
 *           packed like the gaps, and the position lists of the documents that have
 *           several positions
 *     slot: a reference to the positions: 2 * position when there is one position, 0 for
 *           none; else 2 * offset + 1 of a position list among those of the block. The
 *           slots of query/match/window.h are something else
 *     position list: the uint number of positions; then the uints, each less the one
 *           before (uint: seven bits a byte, lowest first, the high bit set where more
 *           bytes follow)
 *   the directory: for each term, in the order of their bytes
 *           offset of its text among the texts; document frequency; offset of its heads
 *           in the file, six bytes; a byte each: length of its text, highest impact,
 *           impacts of its 64th, 256th and 1024th best document (0 when it has fewer), 1
 *           if it has positions; bytes of all its blocks
 *   the texts of the terms
 *   the trailer: number of documents; number of terms; offset of the directory, eight
 *           bytes; offset of the texts, eight bytes; "coopRL03"
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
	COOP_POSTINGS_IMPACTS = 256 /* impacts are below this */
};

#define COOP_POSTINGS_MAGIC     "coopRL03"
#define COOP_POSTINGS_MAGIC_LEN 8

/* The ranks whose impacts the directory holds: 64, 256, 1024. */
enum { COOP_POSTINGS_RANKS = 3 };
static inline uint32_t coop_posting_list_rank(int i)
{
	return 64U << (2 * i);
}

/* The posting list of a term; its pointers lead into the file. */
struct coop_posting_list {
	const char *heads, *blocks, *end;
	const struct coop_pages *pages; /* of the file; those of the heads are verified */
	uint32_t doc_freq;
	uint32_t nblocks;
	uint8_t max_impact;
	uint8_t rank_impacts[COOP_POSTINGS_RANKS];
	bool positions;
};

/* The last docid of a block, from its head. */
static inline uint32_t coop_posting_list_block_last(
	const struct coop_posting_list *l, uint32_t block)
{
	return coop_get_le32(l->heads + (size_t)block * COOP_POSTINGS_HEAD);
}

/* The highest impact in a block, from its head: the upper bound for its documents. */
static inline uint8_t coop_posting_list_block_max(
	const struct coop_posting_list *l, uint32_t block)
{
	return (uint8_t)l->heads[(size_t)block * COOP_POSTINGS_HEAD + 9];
}

/*
 * A block that was read; its pointers lead into the file. Behind the last docid of a block that is
 * not full there are those of UINT32_MAX; seven bytes behind the last impact may be read.
 */
struct coop_block {
	uint32_t docids[COOP_POSTINGS_BLOCK];
	uint32_t count;
	const uint8_t *impacts;
	const uint8_t *slots; /* NULL without positions */
	unsigned slot_width;  /* bits */
	const uint8_t *position_lists, *end;
};

/* Sets what is behind the last docid. */
static inline void coop_block_pad(struct coop_block *b)
{
	for (uint32_t i = b->count; i < COOP_POSTINGS_BLOCK; i++)
		b->docids[i] = UINT32_MAX;
}

/* Decodes a block; false when the file is damaged. */
bool coop_posting_list_read(
	const struct coop_posting_list *l, uint32_t block, struct coop_block *out);

/*
 * Scores of a window of documents, in whole numbers; it has `mask` + 1 documents, a power
 * of two.
 */
struct coop_score_sums {
	uint32_t *sums; /* indexed by docid & mask */
	uint32_t mask;
	const uint32_t *score_of_impact; /* by impact, COOP_POSTINGS_IMPACTS of them */
};

/*
 * Adds the scores of the documents of a full block, without storing its docids; false
 * when the block is not full, or the file damaged.
 */
bool coop_posting_list_add(const struct coop_posting_list *l, uint32_t block,
	const struct coop_score_sums *to);

/* The highest position: sums of two positions do not overflow. */
#define COOP_POSITION_MAX (UINT32_MAX / 2)

/* The slot of a posting: its position reference, as described above. */
static inline uint32_t coop_block_slot(const struct coop_block *b, uint32_t i)
{
	return b->slots
		       ? coop_get_bits(b->slots, i * (size_t)b->slot_width, b->slot_width)
		       : 0;
}

/* A cursor over the positions of a posting, in ascending order. */
struct coop_positions {
	uint32_t at;   /* the current one */
	uint32_t left; /* number of positions that follow */
	const uint8_t *from, *end;
	bool damaged; /* the block's offset of the position list is impossible */
};

/* Moves to the first position; false when there is none. */
bool coop_positions_begin(
	struct coop_positions *p, const struct coop_block *block, uint32_t i);
/* Moves on to the first position of at least `min`; false when there is none. */
bool coop_positions_seek(struct coop_positions *p, uint32_t min);

struct coop_postings;

/*
 * Opens the lists in a mapped file; it and its pages are borrowed. `*out` is NULL when there
 * is no file. COOP_E_CORRUPT: it is damaged, or has another number of documents. Threads may
 * share the lists.
 */
enum coop_status coop_postings_open(const struct coop_mapping *file,
	const struct coop_pages *pages, uint64_t documents, struct coop_postings **out,
	struct coop_error *err);
void coop_postings_free(struct coop_postings *r); /* NULL is fine */

/* Fails with COOP_E_CORRUPT: the file is damaged. */
enum coop_status coop_postings_fail(struct coop_error *err);
/*
 * Fails with COOP_E_CORRUPT: the file is missing or of another database, though the index
 * needs it.
 */
enum coop_status coop_postings_lost(struct coop_error *err);

/* Finds the list of a term; `out` is unchanged unless it is found. */
enum coop_lookup coop_postings_find(const struct coop_postings *r, const char *term,
	size_t len, struct coop_posting_list *out);

#endif
