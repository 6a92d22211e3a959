/*
 * plan_internal.h - a plan being made: what the files that make its parts share.
 *
 * A function that makes a plan returns false when there is nothing in it to look for.
 */
#ifndef COOP_QUERY_PLAN_PLAN_INTERNAL_H
#define COOP_QUERY_PLAN_PLAN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/plan.h"

/* A plan being made. */
struct planner {
	const struct qtree *tree;
	const struct analysed_query *a;
	const struct expanded_query *e;
	struct coop_reader *reader;
	struct planned_query *out;
	/* the budget of words */
	size_t words; /* words that may still be looked for */
	int excluded; /* depth of clauses that must not match: nothing is scored there */
	uint64_t max_doc_freq; /* words of a larger document frequency are left out ... */
	size_t ties;           /* ... and of this very one, all but so many */
	size_t looked_for;     /* words that are looked for, where there are too many */
	bool cut;              /* some words are left out */
	/* the budget of positions (plan_budget.c) */
	uint64_t limit;     /* documents that the clauses around leave to be looked at */
	uint64_t documents; /* documents whose positions may still be looked at */
	bool paid;          /* some phrase or distance is looked for ... */
	bool unpaid;        /* ... and another one is not, which a warning says */
	bool failed;        /* memory ran out, or what `err` says */
	struct coop_error err;
};

/* Makes nodes that live as long as the planned query; NULL when there is no memory. */
struct coop_plan *planner_nodes(struct planner *p, size_t count);

void plan_set(struct coop_plan *to, enum coop_op op, const struct coop_plan *kids,
	size_t nkids);
void plan_set_term(
	const struct planner *p, struct coop_plan *to, struct slice term, double weight);

static inline const struct qnode *planner_node(const struct planner *p, uint32_t node)
{
	return &p->tree->nodes[node];
}
size_t planner_count_kids(const struct planner *p, uint32_t node);

/* Plans being gathered, to become the kids of one. */
struct gathered {
	struct coop_plan *nodes;
	size_t count;
};

struct gathered planner_room(struct planner *p, size_t count);
/* Joins what was gathered; a single plan is itself. */
void plan_join(struct coop_plan *to, enum coop_op op, const struct gathered *g);
/* Makes a plan of two parts. */
void planner_combine(struct planner *p, struct coop_plan *to, enum coop_op op,
	const struct coop_plan *first, const struct coop_plan *second);

/* The plan of a node (plan.c). */
bool planner_plan(struct planner *p, uint32_t node, struct coop_plan *to);
/* Of a leaf: words, phrases, patterns; of words alone, those from `begin` on (plan_words.c). */
bool plan_leaf(struct planner *p, uint32_t node, struct coop_plan *to);
void plan_words(struct planner *p, size_t begin, size_t end, struct coop_plan *to);
/* Joins terms; a single one is itself. */
void plan_terms(struct planner *p, struct term_range terms, enum coop_op op,
	struct coop_plan *to);
/* Joins what the words of a leaf are in its field. */
bool plan_words_in_field(struct planner *p, const struct analysed_leaf *leaf,
	enum coop_op op, struct coop_plan *to);
/* Of a phrase (plan_phrase.c). */
bool plan_phrase(struct planner *p, uint32_t node, struct coop_plan *to);
/*
 * Whether a phrase or a distance can be paid for (QUERY_PLACES); those behind it in what must be
 * there as well then cost less. `node` is what it is of, in the note that tells (plan_budget.c).
 */
bool planner_pay(struct planner *p, uint32_t node, const struct coop_plan *near);
/* Takes account of the words among kids that must all be there; in a list those with '+'. */
void planner_limit(struct planner *p, uint32_t node);

/* Of more words than can be looked for, decides for the rarest, which say most. */
void plan_rarest(struct planner *p);
/* Of NEAR: what cannot stand beside it is joined as by AND (plan_proximity.c). */
bool plan_near(struct planner *p, uint32_t node, struct coop_plan *to);

#endif
