/*
 * lane.h - the postings of a term, walked through while documents are ranked.
 *
 * A lane is read in windows of docids that ascend. What it can add to a score is known twice:
 * exactly, and as a whole number that is never too low, so that what cannot be among the best
 * is told without a thought for rounding.
 */
#ifndef COOP_QUERY_LANE_H
#define COOP_QUERY_LANE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/error.h"
#include "shared/ranklist.h"
#include "shared/store.h"

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
	bool rare;                          /* it has such a list */
	bool required;
	bool counted; /* what a document has of it is known before it is looked up */
	double score[COOP_RANKLIST_IMPACTS];   /* by impact; 0 for 0 */
	uint32_t bound[COOP_RANKLIST_IMPACTS]; /* likewise, in the unit of all lanes */
	uint32_t first;  /* block that reaches into the window, or behind it */
	uint32_t window; /* bound of what is in the window; 0 when nothing is */
	struct lane_block scan, probe;
	uint32_t probed; /* the block that lane_most() came to */
	bool damaged;    /* a block could not be read */
};

/*
 * Begins the lane of a term, its scores to be multiplied by `weight`. `*there` is false when
 * neither the lists nor the engine have its postings at hand.
 */
enum coop_status lane_begin(struct lane *l, const struct coop_ranklists *lists,
	struct coop_reader *reader, uint64_t documents, struct coop_bytes term,
	double weight, bool *there, struct coop_error *err);

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

/*
 * Moves on to the first document from `docid` on that has the term, and gives what it has;
 * LANE_NONE for none. Documents are asked for in ascending order.
 */
uint32_t lane_reach(struct lane *l, uint32_t docid, struct lane_posting *out);

/* Moves two lanes on, in the same way, to the first document that both have. */
uint32_t lane_meet(struct lane *a, struct lane *b, uint32_t docid,
	struct lane_posting *in_a, struct lane_posting *in_b);

/*
 * The first document from `docid` on, in the block that lane_most() came to, whose bound is not
 * below `least`; a docid behind `until`, where that block may end, when there is none up to it.
 */
uint32_t lane_pass(struct lane *l, uint32_t docid, uint32_t until, uint32_t least);
/* Lets documents be looked up that are in a block or behind it. */
void lane_probe_from(struct lane *l, uint32_t block);

#endif
