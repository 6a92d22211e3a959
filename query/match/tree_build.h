/*
 * tree_build.h - a tree under construction: what tree_build.c and tree_leaf.c share.
 */
#ifndef COOP_QUERY_MATCH_TREE_BUILD_H
#define COOP_QUERY_MATCH_TREE_BUILD_H

#include "query/match/tree.h"

/* A kid of NEAR or ORDERED that was built. */
struct near_kid;

struct tree_builder {
	struct match_tree *t;
	const struct coop_collection *collection;
	const struct coop_collection_part *part;
	struct near_kid *near_kids;
	size_t nnear_kids, near_kids_cap;
	struct coop_error *err;
};

/* What a node inherits from its ancestors. */
struct node_context {
	double weight;
	bool scored, implied; /* as in match_node */
	int depth;
};

/* Adds a node; `*node` is its number. */
enum coop_status tree_add_node(
	struct tree_builder *b, struct match_node made, uint32_t *node);

/* Opens the cursor of a plan's term `s`, for which tree_build() has made room. */
enum coop_status tree_add_cursor(struct tree_builder *b, const struct coop_plan *plan,
	bool scored, struct posting_cursor **cursor);

/* Builds a TERM. */
enum coop_status tree_add_term(struct tree_builder *b, const struct coop_plan *plan,
	struct node_context at, uint32_t *node);

/* Builds a SYNONYM that scores; its kids, all terms, have cursors and no nodes. */
enum coop_status tree_add_synonym(struct tree_builder *b, const struct coop_plan *plan,
	double weight, uint32_t *node);

/* Makes the units and the sums of all SYNONYMs, once all nodes are added. */
enum coop_status tree_finish_synonyms(struct tree_builder *b);

#endif
