/*
 * tree.h - a plan prepared for matching in a segment: nodes, the cursors of its terms, and what scores.
 *
 * The tree has the nodes of the plan (plan.h). Its cursors stand in the order of the plan's terms:
 * the order in which scores are added up.
 */
#ifndef COOP_QUERY_MATCH_TREE_H
#define COOP_QUERY_MATCH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/match/cursor.h"
#include "shared/core/error.h"
#include "shared/index/collection.h"
#include "shared/index/plan.h"

struct match_node {
	enum coop_op op;       /* SYNONYM where it scores; one that does not is an OR */
	uint32_t first, count; /* the kids: a range of `kids`, and of `order` */
	uint32_t cursor, ncursors; /* cursors of the node and its descendants: a range */
	uint64_t max_documents;    /* upper bound of the documents that match */
	bool scored;               /* false below the excluded kids of WITHOUT */
	bool implied;              /* every match of the plan is a match of the node */
	bool positional;           /* whether a document matches depends on positions */
	/* SYNONYM */
	double factor;         /* factor of the score of its summed impacts (bounds.h) */
	uint16_t *impact_sums; /* sums of impacts, by slot of the window */
	uint32_t window_bound; /* bound of the highest sum */
	/* NEAR and ORDERED */
	unsigned span; /* `window` of the plan, in positions */
	struct posting_cursor
		*breaks; /* term that may not occur between two kids; or NULL */
	/* where fields of running text begin, if only positions there count, else NULL */
	struct posting_cursor *running;
	struct posting_cursor *ahead; /* the field of these that comes before; or NULL */
	bool one_field;               /* only positions in one of them count */
	/* The end of the last window in which the sums were computed or positions compared. */
	uint32_t done_until;
};

/* What adds to scores as a unit: the cursor of a term, or a SYNONYM; the other is NULL. */
struct match_unit {
	struct posting_cursor *cursor;
	struct match_node *synonym;
	uint32_t window_bound; /* the most that it adds to a document of the window */
};

/* What the collection says of the term of a cursor that scores. */
struct match_frequency {
	uint64_t documents; /* that hold it */
	uint64_t removed;   /* documents of the segment that hold it and are gone */
};

/* Initialise with `= {0}`; memory is kept from one plan to the next. */
struct match_tree {
	struct match_node *nodes; /* kids before their parents */
	size_t nnodes, nodes_cap;
	uint32_t *kids; /* nodes, in the order of the plan */
	uint32_t *
		order; /* the same nodes in the order of matching: a node's rarest kid first */
	size_t nkids, kids_cap, order_cap;
	uint32_t root;
	struct posting_cursor *cursors;
	struct match_frequency *frequencies; /* by cursor */
	size_t ncursors, cursors_cap, frequencies_cap;
	struct match_unit *units;
	size_t nunits, units_cap;
	uint16_t *impact_sums; /* the arrays of all SYNONYMs */
	size_t impact_sums_cap;
	size_t max_kids, max_cursors; /* the most that a NEAR or ORDERED has */
	uint64_t documents;           /* in the collection */
	uint32_t last;                /* the last docid of the segment */
};

/*
 * Prepares a plan for a segment of the collection: its base first, then its delta, for which the tree
 * keeps the frequencies that it has looked up. All are borrowed. Fails with COOP_E_ARG and
 * COOP_E_CORRUPT as match_find() does.
 */
enum coop_status tree_build(struct match_tree *t, const struct coop_plan *plan,
	const struct coop_collection *collection, const struct coop_collection_part *part,
	struct coop_error *err);
void tree_release(struct match_tree *t);

/* Goes back to before the first window. */
void tree_rewind(struct match_tree *t);

/*
 * The first document from `docid` on that may match a node, as in cursor_advance(); CURSOR_NONE
 * for none. Calls come with ascending docids.
 */
uint32_t tree_advance(struct match_tree *t, const struct match_node *n, uint32_t docid);

/* The score that `count` documents of a node reach which are not gone; 0 when it is not known. */
double tree_initial_threshold(
	const struct match_tree *t, const struct match_node *n, size_t count);

/* A kid of a node, by its place in `kids` or `order`. */
static inline struct match_node *tree_kid(const struct match_tree *t, const uint32_t *at)
{
	return &t->nodes[*at];
}

/* Whether an operator compares positions. */
static inline bool op_is_near(enum coop_op op)
{
	return op == COOP_OP_NEAR || op == COOP_OP_ORDERED;
}

#endif
