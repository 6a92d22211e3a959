/*
 * cursor.h - the postings of a term, walked through while documents are ranked.
 *
 * A cursor is read in windows of docids that ascend. What it can add to a score is known twice:
 * exactly, and as a whole number that is never too low, so that what cannot be among the best
 * is told without a thought for rounding.
 */
#ifndef COOP_QUERY_MATCH_CURSOR_H
#define COOP_QUERY_MATCH_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/postings.h"
#include "shared/index/reader.h"
#include "shared/index/store.h"

#define CURSOR_NONE UINT32_MAX

/* A block that was read, and which it is. */
struct cursor_block {
	struct coop_block at;
	uint32_t number; /* CURSOR_NONE when none was */
	uint32_t next;   /* of its postings */
};

struct posting_cursor {
	struct coop_posting_list list;
	char head[COOP_POSTINGS_HEAD]; /* of a short list, which is all in one block */
	uint8_t impacts[COOP_POSTINGS_MIN]; /* likewise */
	bool rare;                          /* it has such a list ... */
	bool weightless;                    /* ... and its term scores nothing */
	bool required;
	bool counted;  /* what a document has of it is known before it is looked up */
	double factor; /* cursor_score() */
	unsigned uses; /* how often it counts in a score; 0 for never */
	uint32_t bound[COOP_POSTINGS_IMPACTS]; /* of all uses, by impact; 0 for 0 */
	uint32_t first;  /* block that reaches into the window, or behind it */
	uint32_t inside; /* so many blocks reach into it */
	uint32_t window; /* bound of what is in the window; 0 when nothing is */
	uint32_t ahead;  /* block that cursor_from() came to */
	struct cursor_block scan, probe;
	uint32_t probed; /* the block that cursor_upper_bound() came to */
	bool damaged;    /* a block could not be read */
};

/*
 * Begins the cursor of a term, used once, whose scores are yet to be weighed. `*there` is false
 * when neither the lists nor the engine have its postings at hand.
 */
enum coop_status cursor_begin(struct posting_cursor *l, const struct coop_postings *lists,
	struct coop_reader *reader, struct coop_bytes term, bool *there,
	struct coop_error *err);

/* Weighs what is in `doc_freq` of the documents (impact.h, store.h): the factor of its scores. */
double cursor_factor(uint64_t documents, uint64_t doc_freq, double weight);
/* Weighs a cursor so. */
void cursor_weigh(struct posting_cursor *l, uint64_t documents, double weight);

/* The score of an impact, or of several added up. */
static inline double cursor_score(double factor, unsigned impact)
{
	return factor * (impact / (COOP_LINEAR_K1 + impact));
}

/* The least impact, or sum of impacts, that scores higher; `most` + 1 when not even that does. */
uint32_t cursor_above(double factor, uint32_t most, double score);

/* What the `count`-th best document of a cursor scores at least, used once. */
double cursor_initial_threshold(const struct posting_cursor *l, size_t count);

/*
 * Sets the bounds of cursors that are asked together, in a unit in which all of them add up to less
 * than CURSORS_SUM and what is rounded up, so that sums can be compared as signed numbers. Returns
 * the unit, which times a score is its bound; 0 when nothing scores.
 */
#define CURSORS_SUM ((double)(1 << 29))
double cursors_set_bounds(struct posting_cursor *cursors, size_t count);

/* Enters the window from `begin` up to and without `end`, which lies behind the last one. */
void cursor_enter(struct posting_cursor *l, uint32_t begin, uint32_t end);

/* The first docid that may be in the cursor from the window on; UINT32_MAX for none. */
uint32_t cursor_next(const struct posting_cursor *l);

/* Reads a block to scan; NULL when it cannot be read. */
const struct coop_block *cursor_scan(struct posting_cursor *l, uint32_t block);

/* The postings of a block that are in a window, [from, to); none when it cannot be read. */
struct cursor_part {
	const struct coop_block *block;
	uint32_t from, to;
};
struct cursor_part cursor_part(
	struct posting_cursor *l, uint32_t block, uint32_t begin, uint32_t end);
/* The same of a block of one's own; `next` postings are known to lie before the window. */
struct cursor_part cursor_part_of(
	const struct coop_block *b, uint32_t next, uint32_t begin, uint32_t end);

/*
 * Adds the bounds of the postings in the window to sums: a document's is at its docid & mask, where
 * mask + 1 is a power of two and no less than the window.
 */
void cursor_add_up(struct posting_cursor *l, uint32_t begin, uint32_t end, uint32_t *sums,
	uint32_t mask);

/* Whether a block lies in the window, at least in part. */
static inline bool cursor_is_inside(
	const struct posting_cursor *l, uint32_t block, uint32_t end)
{
	return block < l->list.nblocks &&
	       (block == l->first ||
		       coop_posting_list_block_last(&l->list, block - 1) + 1 < end);
}

/* What a document has of a term. */
struct cursor_posting {
	uint32_t impact;                /* 0: nothing */
	uint32_t number;                /* of the posting ... */
	const struct coop_block *block; /* ... in its block, until another one is read */
};

static inline struct cursor_posting cursor_posting_at(
	const struct coop_block *b, uint32_t i)
{
	return (struct cursor_posting){b->impacts[i], i, b};
}

/* The bound of what a document may have; documents are asked for in ascending order. */
uint32_t cursor_upper_bound(struct posting_cursor *l, uint32_t docid);

/* Looks up the document that cursor_upper_bound() was asked about last. */
struct cursor_posting cursor_find(struct posting_cursor *l, uint32_t docid);

/* The same two of any document of the window, in any order; quickly in that of a block. */
uint32_t cursor_seek(struct posting_cursor *l, uint32_t docid);
struct cursor_posting cursor_look(struct posting_cursor *l, uint32_t docid);

/*
 * The first document from `docid` on that the cursor may have, exactly where documents are more
 * than `far` apart in the mean of a block; CURSOR_NONE for none. Documents are asked for in
 * ascending order, whatever the window is.
 */
uint32_t cursor_from(struct posting_cursor *l, uint32_t docid, uint32_t far);

/* Lets documents be looked up that are in a block or behind it. */
void cursor_probe_from(struct posting_cursor *l, uint32_t block);

#endif
