/*
 * match_internal.h - a plan being matched: what the files that do it share.
 */
#ifndef COOP_QUERY_MATCH_MATCH_INTERNAL_H
#define COOP_QUERY_MATCH_MATCH_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "query/match/cursor.h"
#include "query/match/match.h"
#include "query/match/proximity.h"
#include "query/match/top_hits.h"

enum {
	MATCH_WINDOW = 4096, /* docids */
	MATCH_WORDS = MATCH_WINDOW / 64,
	MATCH_BLOCKS =
		MATCH_WINDOW / COOP_POSTINGS_BLOCK + 2, /* of a cursor in one, at most */
	MATCH_LOOK = 8 /* postings are read in the time that one is looked up, about */
};

struct match_node {
	enum coop_op op;           /* SYNONYM only where it scores: else it is an OR */
	uint32_t first, count;     /* of its kids' places in `kids`, and in `order` */
	uint32_t cursor, ncursors; /* those that came with it */
	double factor;             /* SYNONYM: cursor_score() of its impacts added up */
	uint16_t *sums;            /* SYNONYM: these, by docid of the window ... */
	uint32_t most;             /* ... and the bound of the highest */
	unsigned window;           /* NEAR and ORDERED */
	struct posting_cursor *breaks; /* likewise: of what may not be between; or NULL */
	uint64_t max_documents;        /* so many documents match at most */
	bool scored;                   /* or only excludes */
	bool always;                   /* whatever matches the plan matches it */
	bool placed;                   /* positions tell whether a document matches */
	/* The end of the window that `sums` is of, or in which positions were looked at before. */
	uint32_t settled;
};

/* What adds to scores as one: a cursor, or a SYNONYM. */
struct match_unit {
	struct posting_cursor *cursor;
	struct match_node *synonym;
	uint32_t most; /* that it adds in the window */
};

struct matcher {
	struct match_node *nodes; /* kids before their parents */
	size_t nnodes, nodes_cap;
	uint32_t *kids;  /* nodes, in the order of the plan */
	uint32_t *order; /* the same as they are looked at */
	size_t nkids, kids_cap, order_cap;
	uint32_t root;
	struct posting_cursor *cursors;
	size_t ncursors;
	struct match_unit *units; /* those that score */
	size_t nunits, units_cap;
	const struct match_unit **live; /* those that are in the window */
	struct posting_cursor **left;   /* of these, cursors that were not added up */
	size_t nleft;
	struct proximity_side *sides; /* of one near */
	struct coop_positions *walks; /* of these */
	uint64_t documents;
	uint32_t begin, end; /* the window, a multiple of its width and the next one */
	uint32_t most;       /* that all units add in it */
	double unit;         /* of bounds */
	uint32_t threshold;  /* bound that a document must reach */
	double initial_threshold; /* the worst of the best will have that score at least */
	bool damaged;
	struct top_hits best;
	uint32_t sums[MATCH_WINDOW]; /* of bounds */
	uint8_t map[MATCH_WINDOW];   /* 0, between two uses */
	struct coop_block blocks[MATCH_BLOCKS];
};

static inline bool match_is_near(enum coop_op op)
{
	return op == COOP_OP_NEAR || op == COOP_OP_ORDERED;
}

static inline struct match_node *match_kid(const struct matcher *m, const uint32_t *at)
{
	return &m->nodes[*at];
}

/* What the worst of so many best will score at least. */
double match_initial_threshold(
	const struct matcher *m, const struct match_node *n, size_t count);
/* Makes the nodes and the cursors (match_build.c). `*there` is false when the lists are not enough. */
enum coop_status match_build(struct matcher *m, const struct coop_plan *plan,
	const struct coop_postings *lists, struct coop_reader *reader, bool *there,
	struct coop_error *err);

/* The first docid from one on that may match; CURSOR_NONE for none (match_candidates.c). */
uint32_t match_from(struct matcher *m, const struct match_node *n, uint32_t docid);
/*
 * Marks the documents of the window that may match and be good enough: all that do, and those
 * whose positions, if they are asked, may say that they do not. Those not `among` the documents
 * that matter may be left out, unless that is NULL.
 */
void match_mark(
	struct matcher *m, struct match_node *n, const uint64_t *among, uint64_t *bits);
/* Whether a document may match: but for positions, it does. */
bool match_holds(struct matcher *m, struct match_node *n, uint32_t docid);
/* Adds the impacts of a SYNONYM up, unless they are, and sets the bound of the highest. */
void match_settle(struct matcher *m, struct match_node *n);

/*
 * Whether two words are the rarest of what must stand near each other. The documents in which these
 * do are then marked, and only kids from the third on in `order` are left to be looked at
 * (match_pair.c).
 */
bool match_is_pair(const struct matcher *m, const struct match_node *n);
bool match_mark_pair(struct matcher *m, const struct match_node *n, const uint64_t *among,
	uint64_t *bits);

/* Whether a document that may match does; adds its score (match_score.c). */
bool match_score(struct matcher *m, struct match_node *n, uint32_t docid, double *score);

/* The bound of impacts of a SYNONYM that were added up; of a damaged file these may be any. */
static inline uint32_t match_bound(
	const struct matcher *m, const struct match_node *n, uint32_t sum)
{
	double bound = cursor_score(n->factor, sum) * m->unit;
	bound = bound < CURSORS_SUM * 2 ? bound : CURSORS_SUM * 2;
	return sum > 0 ? (uint32_t)bound + 2 : 0;
}

/* Marks the document at a place of the window, and tells whether it is. */
static inline void match_put(uint64_t *bits, uint32_t place)
{
	bits[place / 64] |= (uint64_t)1 << place % 64;
}

static inline bool match_has(const uint64_t *bits, uint32_t place)
{
	return bits[place / 64] >> place % 64 & 1;
}

/* How many are marked. */
static inline uint32_t match_count(const uint64_t *bits)
{
	uint32_t count = 0;
	for (size_t i = 0; i < MATCH_WORDS; i++) {
		uint64_t w = bits[i];
		w -= w >> 1 & 0x5555555555555555;
		w = (w & 0x3333333333333333) + (w >> 2 & 0x3333333333333333);
		count += (uint32_t)(((w + (w >> 4)) & 0x0f0f0f0f0f0f0f0f) *
					    0x0101010101010101 >>
				    56);
	}
	return count;
}

/* The first place from one on that is marked; MATCH_WINDOW for none. */
static inline uint32_t match_next(const uint64_t *bits, uint32_t place)
{
	for (uint32_t i = place / 64; i < MATCH_WORDS; place = ++i * 64) {
		uint64_t left = bits[i] & ~(uint64_t)0 << place % 64;
		if (left)
			return i * 64 + (uint32_t)__builtin_ctzll(left);
	}
	return MATCH_WINDOW;
}

#endif
