/*
 * cursor.h - the postings of a term, walked through while documents are ranked.
 *
 * A lane is read in windows of docids that ascend. What it can add to a score is known twice:
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

#define LANE_NONE UINT32_MAX

/* A block that was read, and which it is. */
struct lane_block {
	struct coop_block at;
	uint32_t number; /* LANE_NONE when none was */
	uint32_t next;   /* of its postings */
};

struct lane {
	struct coop_ranklist list;
	char head[COOP_RANKLIST_HEAD]; /* of a short list, which is all in one block */
	uint8_t impacts[COOP_RANKLIST_MIN]; /* likewise */
	bool rare;                          /* it has such a list ... */
	bool weightless;                    /* ... and its term scores nothing */
	bool required;
	bool counted;  /* what a document has of it is known before it is looked up */
	double factor; /* lane_score() */
	unsigned uses; /* how often it counts in a score; 0 for never */
	uint32_t bound[COOP_RANKLIST_IMPACTS]; /* of all uses, by impact; 0 for 0 */
	uint32_t first;  /* block that reaches into the window, or behind it */
	uint32_t inside; /* so many blocks reach into it */
	uint32_t window; /* bound of what is in the window; 0 when nothing is */
	uint32_t ahead;  /* block that lane_from() came to */
	struct lane_block scan, probe;
	uint32_t probed; /* the block that lane_most() came to */
	bool damaged;    /* a block could not be read */
};

/*
 * Begins the lane of a term, used once, whose scores are yet to be weighed. `*there` is false
 * when neither the lists nor the engine have its postings at hand.
 */
enum coop_status lane_begin(struct lane *l, const struct coop_ranklists *lists,
	struct coop_reader *reader, struct coop_bytes term, bool *there,
	struct coop_error *err);

/* Weighs what is in `holding` of the documents (impact.h, store.h): the factor of its scores. */
double lane_factor(uint64_t documents, uint64_t holding, double weight);
/* Weighs a lane so. */
void lane_weigh(struct lane *l, uint64_t documents, double weight);

/* The score of an impact, or of several added up. */
static inline double lane_score(double factor, unsigned impact)
{
	return factor * (impact / (COOP_LINEAR_K1 + impact));
}

/* The least impact, or sum of impacts, that scores higher; `most` + 1 when not even that does. */
uint32_t lane_above(double factor, uint32_t most, double score);

/* What the `count`-th best document of a lane scores at least, used once. */
double lane_floor(const struct lane *l, size_t count);

/*
 * Sets the bounds of lanes that are asked together, in a unit in which all of them add up to less
 * than LANES_SUM and what is rounded up, so that sums can be compared as signed numbers. Returns
 * the unit, which times a score is its bound; 0 when nothing scores.
 */
#define LANES_SUM ((double)(1 << 29))
double lanes_set_bounds(struct lane *lanes, size_t count);

/* Enters the window from `begin` up to and without `end`, which lies behind the last one. */
void lane_enter(struct lane *l, uint32_t begin, uint32_t end);

/* The first docid that may be in the lane from the window on; UINT32_MAX for none. */
uint32_t lane_next(const struct lane *l);

/* Reads a block to scan; NULL when it cannot be read. */
const struct coop_block *lane_scan(struct lane *l, uint32_t block);

/* The postings of a block that are in a window, [from, to); none when it cannot be read. */
struct lane_part {
	const struct coop_block *block;
	uint32_t from, to;
};
struct lane_part lane_part(struct lane *l, uint32_t block, uint32_t begin, uint32_t end);
/* The same of a block of one's own; `next` postings are known to lie before the window. */
struct lane_part lane_part_of(
	const struct coop_block *b, uint32_t next, uint32_t begin, uint32_t end);

/*
 * Adds the bounds of the postings in the window to sums: a document's is at its docid & mask, where
 * mask + 1 is a power of two and no less than the window.
 */
void lane_add_up(
	struct lane *l, uint32_t begin, uint32_t end, uint32_t *sums, uint32_t mask);

/* Whether a block lies in the window, at least in part. */
static inline bool lane_is_inside(const struct lane *l, uint32_t block, uint32_t end)
{
	return block < l->list.nblocks &&
	       (block == l->first || coop_ranklist_last(&l->list, block - 1) + 1 < end);
}

/* What a document has of a term. */
struct lane_posting {
	uint32_t impact;                /* 0: nothing */
	uint32_t number;                /* of the posting ... */
	const struct coop_block *block; /* ... in its block, until another one is read */
};

static inline struct lane_posting lane_posting_at(const struct coop_block *b, uint32_t i)
{
	return (struct lane_posting){b->impacts[i], i, b};
}

/* The bound of what a document may have; documents are asked for in ascending order. */
uint32_t lane_most(struct lane *l, uint32_t docid);

/* Looks up the document that lane_most() was asked about last. */
struct lane_posting lane_find(struct lane *l, uint32_t docid);

/* The same two of any document of the window, in any order; quickly in that of a block. */
uint32_t lane_seek(struct lane *l, uint32_t docid);
struct lane_posting lane_look(struct lane *l, uint32_t docid);

/*
 * The first document from `docid` on that the lane may have, exactly where documents are more
 * than `far` apart in the mean of a block; LANE_NONE for none. Documents are asked for in
 * ascending order, whatever the window is.
 */
uint32_t lane_from(struct lane *l, uint32_t docid, uint32_t far);

/* Lets documents be looked up that are in a block or behind it. */
void lane_probe_from(struct lane *l, uint32_t block);

#endif
