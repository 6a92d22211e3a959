/*
 * match_batch.h - documents that may come among the top hits, a batch at a time, looked up term by term.
 *
 * A term goes through a whole batch before the next one does: its block is decoded once, its place
 * and its bounds stay in registers, and what fails is dropped without a branch that no processor can
 * predict. Scores are exact sums (coop_factor(), impact.h), so that they may be added up in any order.
 */
#ifndef COOP_QUERY_MATCH_MATCH_BATCH_H
#define COOP_QUERY_MATCH_MATCH_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "query/match/cursor.h"

enum { MATCH_BATCH = COOP_POSTINGS_BLOCK /* of a batch */ };

/* In ascending order of docids, all of one window; initialise with `count` 0. */
struct match_batch {
	uint32_t docid[MATCH_BATCH];
	uint32_t bound
		[MATCH_BATCH]; /* upper bounds of the scores, as far as they are known */
	double score[MATCH_BATCH]; /* of the terms that they were looked up in */
	uint8_t optional
		[MATCH_BATCH]; /* whether one of these holds that is not required */
	uint32_t count;
};

/*
 * Adds those postings of a slice of a block, which belongs to `c`, that have an impact of at least
 * `lowest`, with `others` added to their bounds. The batch is empty before.
 */
void match_batch_take(struct match_batch *batch, const struct posting_cursor *c,
	struct posting_slice s, uint32_t lowest, uint32_t others);

/* Adds one that was not looked up anywhere yet. */
void match_batch_add(struct match_batch *batch, uint32_t docid, uint32_t bound);

/* Copies one to another place. */
void match_batch_move(struct match_batch *batch, uint32_t from, uint32_t to);

/*
 * Looks all up in a cursor and adds its scores. Unless its bounds are exact, replaces its window
 * bound within theirs by those of their own impacts. Drops those that then do not reach `threshold`,
 * or do not hold a required term. Batches of a window come in ascending order of docids.
 */
void match_batch_look_up(
	struct match_batch *batch, struct posting_cursor *c, uint32_t threshold);

#endif
