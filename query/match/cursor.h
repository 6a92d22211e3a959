/*
 * cursor.h - a cursor over the postings of a term, the only reader of posting lists in this room.
 *
 * A cursor is read window by window (window.h). It has three independent places in its list:
 *
 *   the scan   reads the blocks of the window one after the other (cursor_slice),
 *   the probe  looks up single documents of the window (cursor_find, cursor_lookup),
 *   the skip   finds where the term occurs next, ahead of the window (cursor_advance).
 *
 * A list is one of the posting file (postings.h) or, for a term in fewer than COOP_POSTINGS_MIN
 * documents, the postings that the engine's table holds, as a single block in memory.
 *
 * Damage of the file shows as missing postings; it sets `damaged`, which the caller checks at the
 * end.
 */
#ifndef COOP_QUERY_MATCH_CURSOR_H
#define COOP_QUERY_MATCH_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

#include "query/match/window.h"
#include "shared/core/error.h"
#include "shared/index/postings.h"
#include "shared/index/segment.h"

/* No block, or no document. */
#define CURSOR_NONE UINT32_MAX

/* A decoded block of a list. */
struct cursor_block {
	struct coop_block at;
	uint32_t
		number; /* index of the block in the list; CURSOR_NONE: none is decoded */
	uint32_t next;  /* index of the next posting to be read */
};

struct posting_cursor {
	struct coop_posting_list list;
	/* A list in memory. */
	bool in_memory;
	bool weightless; /* its term scores nothing: the id of a notice */
	char head[COOP_POSTINGS_HEAD];
	uint8_t impacts[COOP_POSTINGS_MIN];
	/* How the term scores (bounds.h). */
	double factor;
	unsigned
		uses; /* plan leaves that score through this cursor; 0: it only selects */
	uint32_t bound[COOP_POSTINGS_IMPACTS]; /* by impact: bound of all uses together */
	/* For MaxScore (term_plan.h, maxscore.c). */
	bool required;
	bool bound_is_exact; /* `bound` of a candidate already includes this cursor's own posting */
	/* The window. */
	uint32_t first;   /* first block that overlaps the window or follows it */
	uint32_t nblocks; /* blocks that overlap the window */
	uint32_t
		window_bound; /* bound of the highest impact in them; 0 without postings */
	struct cursor_block scan, probe;
	uint32_t probe_block; /* block that the probe has reached */
	uint32_t skip_block;  /* block that cursor_advance() has reached */
	bool damaged;         /* a block could not be read */
};

/*
 * Opens the cursor of a term in a segment that has posting lists or fetched postings, with `uses` 1; its scores are set
 * later (bounds.h). Fails with
 * COOP_E_CORRUPT when neither the posting lists nor the engine's table give its postings.
 */
enum coop_status cursor_begin(struct posting_cursor *c,
	const struct coop_segment *segment, struct coop_bytes term,
	struct coop_error *err);

/* Goes back to before the first window. */
void cursor_rewind(struct posting_cursor *c);

/* Enters a window, which comes after the current one. */
void cursor_enter(struct posting_cursor *c, struct window w);

/*
 * The first document from `docid` on that may hold the term; CURSOR_NONE for none. Exact where the
 * postings of a block are more than `far` docids apart on average; elsewhere `docid` itself may be
 * returned. Calls come with ascending docids; the window does not matter.
 */
uint32_t cursor_advance(struct posting_cursor *c, uint32_t docid, uint32_t far);

/* ---- the scan ---- */

/* The postings [from, to) of a block; an empty slice when the block cannot be read. */
struct posting_slice {
	const struct coop_block *block;
	uint32_t from, to;
};

/* Reads a block of the window: the postings in the window. */
struct posting_slice cursor_slice(
	struct posting_cursor *c, uint32_t block, struct window w);

/* The same of a block that the caller has read, whose first `next` postings lie before. */
struct posting_slice block_slice(
	const struct coop_block *b, uint32_t next, struct window w);

/* ---- the probe ---- */

/* The cost of looking up one document, in postings scanned. */
enum { CURSOR_LOOKUP_COST = 8 };

/* The posting of a document. */
struct cursor_posting {
	uint32_t impact;                /* 0: the document does not hold the term */
	uint32_t number;                /* index of the posting in its block */
	const struct coop_block *block; /* valid until the probe reads another block */
};

static inline struct cursor_posting cursor_posting_at(
	const struct coop_block *b, uint32_t i)
{
	return (struct cursor_posting){b->impacts[i], i, b};
}

/*
 * Moves the probe to the block that may hold a document, and returns the bound of the block's
 * highest impact. Within a window, calls come with ascending docids. No block is read.
 */
uint32_t cursor_upper_bound(struct posting_cursor *c, uint32_t docid);

/* Looks up the document of the last cursor_upper_bound() or cursor_seek(). */
struct cursor_posting cursor_find(struct posting_cursor *c, uint32_t docid);

/* cursor_upper_bound() of any document of the window, in any order. */
uint32_t cursor_seek(struct posting_cursor *c, uint32_t docid);

/* Looks up any document of the window, in any order; fast where it is in the block read last. */
struct cursor_posting cursor_lookup(struct posting_cursor *c, uint32_t docid);

/* The last docid of the probe's block; CURSOR_NONE behind the last block. */
uint32_t cursor_probe_last(const struct posting_cursor *c);

/* The probe's block, decoded; NULL behind the last block, or when it cannot be read. */
const struct coop_block *cursor_probe_block(struct posting_cursor *c);

/* Moves the probe to the beginning of a block, forth or back. */
void cursor_probe_from(struct posting_cursor *c, uint32_t block);

#endif
