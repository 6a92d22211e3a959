/*
 * group.h - the documents that hold any of some terms, walked through in ascending order.
 *
 * Of several terms the documents are marked by windows of docids, and the lanes (lane.h) are
 * asked what a document has only when it matters.
 */
#ifndef COOP_QUERY_GROUP_H
#define COOP_QUERY_GROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/lane.h"

enum { GROUP_WINDOW = 512 /* docids */ };

/* Initialise the first members, the others with 0; the memory is the caller's. */
struct group {
	struct lane *lanes; /* begun, with their bounds */
	uint32_t *at;       /* for each, the document that it came to, at first 0 */
	struct lane_posting *found; /* what that has */
	size_t count;
	uint64_t documents; /* of the index */
	uint32_t docid;     /* the document that it came to ... */
	uint32_t settled;   /* ... or was at when the lanes were asked */
	uint32_t most;      /* what group_most() told last */
	bool damaged;       /* a lane is */
	uint32_t begin;     /* of the window, whose documents are marked */
	uint64_t marks[GROUP_WINDOW / 64];
	bool marked; /* there is one */
};

/* Moves on to the first document from `docid` on; LANE_NONE for none, or when it is damaged. */
uint32_t group_reach(struct group *g, uint32_t docid);

/* The same of two groups of a single term each, at once: the first document that both have. */
uint32_t group_meet(struct group *a, struct group *b, uint32_t docid);

/*
 * What the blocks that `docid` may be in tell: the sum of the bounds of all lanes. It holds up to
 * `*until`, which is lowered.
 */
uint32_t group_most(struct group *g, uint32_t docid, uint32_t *until);

/* Asks all lanes what they have of the document that the group came to: before these. */
void group_settle(struct group *g);
/* The bound of what it has, and the score. */
uint32_t group_bound(const struct group *g);
double group_score(const struct group *g);
/* Whether it is a lane's. */
static inline bool group_has(const struct group *g, size_t lane)
{
	return g->at[lane] == g->docid;
}

/* In how many documents it is, at most. */
uint64_t group_holding(const struct group *g);

#endif
