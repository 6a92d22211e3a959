/*
 * plan_internal.h - the planner's state, which the files that plan parts of a query share.
 *
 * A function that plans a part returns false when the part has no term to match.
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
	const struct coop_collection *collection;
	struct planned_query *out;
	/* the budget of words */
	size_t words; /* words that may still be added to the plan */
	int excluded; /* depth of clauses that must not match: nothing is scored there */
	uint64_t max_doc_freq; /* words of a higher document frequency are left out */
	size_t ties;           /* words of exactly `max_doc_freq` that are kept */
	size_t looked_for;     /* words that are kept where there are too many */
	bool cut;              /* some words are left out */
	/* the budget of positions (plan_budget.c) */
	uint64_t limit; /* upper bound of the documents that the clauses around match */
	uint64_t documents; /* documents whose positions may still be read */
	bool paid;          /* a phrase or distance was accepted */
	bool unpaid;        /* a phrase or distance was refused, with a warning */
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

/* A list of plans that are to become the kids of one. */
struct plan_kids {
	struct coop_plan *nodes;
	size_t count;
};

struct plan_kids planner_kids(struct planner *p, size_t count);
/* Makes a plan with these kids; a single one is the plan itself. */
void plan_join(struct coop_plan *to, enum coop_op op, const struct plan_kids *g);
/* Makes a plan with two kids. */
void planner_combine(struct planner *p, struct coop_plan *to, enum coop_op op,
	const struct coop_plan *first, const struct coop_plan *second);

/* Plans a node (plan.c). */
bool planner_plan(struct planner *p, uint32_t node, struct coop_plan *to);
/* Plans a leaf; or the words from `begin` to `end` alone (plan_words.c). */
bool plan_leaf(struct planner *p, uint32_t node, struct coop_plan *to);
void plan_words(struct planner *p, size_t begin, size_t end, struct coop_plan *to);
/* Makes a plan of terms; a single one is the plan itself. */
void plan_terms(struct planner *p, struct term_range terms, enum coop_op op,
	struct coop_plan *to);
/* Makes a plan of the terms that the words of a leaf have in its field. */
bool plan_words_in_field(struct planner *p, const struct analysed_leaf *leaf,
	enum coop_op op, struct coop_plan *to);
/* Plans a phrase (plan_phrase.c). */
bool plan_phrase(struct planner *p, uint32_t node, struct coop_plan *to);
/*
 * Whether the budget of positions (QUERY_POSITIONS) allows a phrase or a distance, and takes its
 * cost off. Those after it that must match as well then cost less. A warning names the first
 * `node` that is refused (plan_budget.c).
 */
bool planner_pay(struct planner *p, uint32_t node, const struct coop_plan *near);
/* Lowers the limit by the words among the kids of a node that must match. */
void planner_limit(struct planner *p, uint32_t node);

/* Restricts a query of too many words to the rarest, which discriminate best. */
void plan_rarest(struct planner *p);
/* Plans NEAR; a kid without positions is joined as by AND (plan_proximity.c). */
bool plan_near(struct planner *p, uint32_t node, struct coop_plan *to);

#endif
