/*
 * plan.h - a query in terms of the index: what must match, and with what weight.
 *
 * query/plan/ makes plans. query/match/ executes them over the posting lists, and the
 * engine (store.h) over its tables; both find the same documents with the same scores.
 */
#ifndef COOP_INDEX_PLAN_H
#define COOP_INDEX_PLAN_H

#include <stddef.h>
#include <stdint.h>

enum coop_op {
	COOP_OP_TERM, /* the documents that hold term `s` */
	COOP_OP_OR,   /* the documents that match any of `kids`; scores add up */
	COOP_OP_AND,  /* the documents that match all of `kids`; scores add up */
	/* matches as OR does; scored as if the kids were one term */
	COOP_OP_SYNONYM,
	COOP_OP_ALL,     /* every document; scores nothing */
	COOP_OP_WITHOUT, /* what matches the first of `kids` and none of the others */
	COOP_OP_MAYBE,   /* what matches the first of `kids`; scores add up */
	/*
	 * The documents in which each of `kids`, a term or an OR of terms, has a
	 * position, all of them different and less than `window` apart, in any order for
	 * NEAR (two kids), in the order of the kids for ORDERED. Scores add up, wherever
	 * in the document the terms occur.
	 *
	 * With two kids, `s` may name a break term: then no position of `s` may lie between
	 * theirs, and any distance is allowed. Only our matcher (match.h) checks that, and
	 * ignores `window`. The engine ignores `s` and uses `window`, which must be so small
	 * that no break fits in.
	 *
	 * With `running`, only positions in running text count (layout.h), and ORDERED may have a single
	 * kid. The engine refuses that.
	 */
	COOP_OP_NEAR,
	COOP_OP_ORDERED
};

/* Which positions count. Documents that lack the field must be kept out beside it. */
enum coop_running {
	COOP_RUNNING_NOT,     /* all of them */
	COOP_RUNNING_ANY,     /* those in running text */
	COOP_RUNNING_SUMMARY, /* those in one field of it */
	COOP_RUNNING_HISTORY
};

/* Executing a plan is recursive: deeper ones are refused, and no query makes one. */
enum { COOP_PLAN_DEPTH = 250 };

/* A node of a plan. */
struct coop_plan {
	enum coop_op op;
	double weight; /* multiplies the score; > 0 */
	const char *s; /* COOP_OP_TERM, and see COOP_OP_NEAR; else NULL */
	size_t len;
	const struct coop_plan
		*kids; /* for the other operators; without kids nothing matches */
	size_t nkids;
	unsigned window; /* COOP_OP_NEAR and COOP_OP_ORDERED, here and below */
	enum coop_running running;
};

struct coop_hit {
	uint32_t docid; /* from 1, in the order the documents were added */
	double score;
};

#endif
