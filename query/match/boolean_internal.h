/*
 * boolean_internal.h - what the files of the strategy for any plan share.
 */
#ifndef COOP_QUERY_MATCH_BOOLEAN_INTERNAL_H
#define COOP_QUERY_MATCH_BOOLEAN_INTERNAL_H

#include "query/match/matcher.h"

/* A node by its place in `kids` or `order` of the tree. */
static inline struct match_node *kid_of(const struct matcher *m, const uint32_t *at)
{
	return tree_kid(&m->tree, at);
}

/* ---- boolean_candidates.c ---- */

/*
 * Adds the candidates of a node to a set: documents of the window that match, but for positions, and
 * may reach the threshold. Documents that are not in `among` may be left out, unless it is NULL.
 */
void boolean_collect(struct matcher *m, struct match_node *n, const struct doc_set *among,
	struct doc_set *set);

/* Whether a document of the window matches a node, but for positions. */
bool boolean_holds(struct matcher *m, struct match_node *n, uint32_t docid);

/* Adds up the impacts of a SYNONYM in the window, once, and sets its window bound. */
void boolean_sum_synonym(struct matcher *m, struct match_node *n);

/* ---- boolean_pair.c ---- */

/* Whether the two rarest kids of a NEAR or ORDERED are terms whose positions can be compared. */
bool boolean_is_pair(const struct matcher *m, const struct match_node *n);

/*
 * boolean_collect() for such a node, by these two kids alone: adds the documents in which they stand as
 * they should. The kids from the third in `order` on are left to the caller. False, and nothing
 * is done, for other nodes.
 */
bool boolean_collect_pair(struct matcher *m, const struct match_node *n,
	const struct doc_set *among, struct doc_set *set);

/* ---- boolean_score.c ---- */

/* Whether a candidate matches, positions included; then its score is added to `*score`. */
bool boolean_score(
	struct matcher *m, struct match_node *n, uint32_t docid, double *score);

#endif
