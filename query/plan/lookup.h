/*
 * lookup.h - finding the terms of a query's leaves in an index: what expand.c, field_terms.c,
 * wildcard.c and relaxed.c share.
 */
#ifndef COOP_QUERY_PLAN_LOOKUP_H
#define COOP_QUERY_PLAN_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/expand_words.h"
#include "query/plan/expanded.h"
#include "query/plan/field_lookup.h"
#include "query/plan/weights.h"

/* A walk over the leaves of a query. */
struct lookup {
	const struct qtree *tree;
	const struct analysed_query *a;
	struct expanded_query *e;
	struct expander expander;
	size_t patterns; /* patterns expanded so far, at most QUERY_PATTERNS */
	size_t cost;     /* words compared for them (QUERY_COMPARISONS_MAX) */
	/* patterns that begin with a wildcard: all are expanded with the first of them */
	struct leading_wildcard leading[QUERY_PATTERNS];
	uint32_t leading_nodes[QUERY_PATTERNS];
	size_t nleading;
	size_t field_words;   /* words and ranges in fields that may still be looked up */
	size_t relaxed;       /* words of relaxed phrases whose forms were looked up */
	size_t relaxed_share; /* the most forms of each such word */
	enum qfield field;    /* the enclosing field */
	bool side;            /* the leaf is all of one side of NEAR */
};

/* Finds the terms of all leaves (field_terms.c). */
enum coop_status lookup_leaves(const struct qtree *tree, const struct analysed_query *a,
	const struct query_index *index, struct expanded_query *out,
	struct coop_error *err);

void lookup_warn(struct lookup *l, enum warning_kind kind, const struct qnode *n,
	size_t count, size_t limit);

/* Adds the words of an expansion to the terms. */
enum coop_status lookup_add(struct lookup *l, const struct qnode *n,
	const struct expansion *found, struct coop_error *err);

/* Whether a leaf is looked up in the terms of a field; those of running text have none. */
static inline bool lookup_in_field(enum qfield field, const struct qnode *n)
{
	return field != QFIELD_NONE && (field_lookup_can(field) || n->kind == QNODE_ALL);
}

/* The terms that were added since there were `first`. */
static inline struct term_range lookup_since(const struct lookup *l, size_t first)
{
	return (struct term_range){first, l->e->nterms - first};
}

/* Adds the forms of a stem. */
enum coop_status lookup_add_family(struct lookup *l, const struct qnode *n,
	struct slice stem, struct coop_error *err);

/* ---- running text (running_terms.c) ---- */

/* Where words in a field count: body is any running text, summary and history are one field of it. */
enum coop_running running_in(enum qfield field);
/*
 * Finds the forms of the words of a leaf in a field of running text. That has no terms of its own: they are
 * those of words, which count where their positions are in running text.
 */
enum coop_status running_find_words(
	struct lookup *l, uint32_t node, struct coop_error *err);
/*
 * Finds the term of a field around clauses, if it is one of those of running text: notices must have it
 * beside the words there (plan.h).
 */
enum coop_status running_find_field(
	struct lookup *l, uint32_t node, struct coop_error *err);

/* ---- relaxed phrases (relaxed.c) ---- */

/* The most forms of a word of a relaxed phrase: the more words, the fewer. */
size_t relaxed_share(const struct qtree *tree, const struct analysed_query *a);
/*
 * Finds the forms of the words of a relaxed phrase, those of corrections included. Words beyond
 * QUERY_RELAXED, or beyond what lookups may cost, are left as they are.
 */
enum coop_status relaxed_expand(
	struct lookup *l, const struct analysed_leaf *leaf, struct coop_error *err);

/* ---- patterns and words with edits (wildcard.c) ---- */

/* Whether a leaf is a pattern that begins with a wildcard. */
bool wildcard_is_leading(
	const struct qtree *tree, const struct analysed_query *a, uint32_t node);

/*
 * Finds the words of a pattern or of a word with edits; `*dropped` is set when those before it in
 * the query have used up what lookups may cost.
 */
enum coop_status wildcard_expand(
	struct lookup *l, uint32_t node, bool *dropped, struct coop_error *err);

/*
 * Gives all terms the idf of their union, estimated from their document frequencies: together they
 * then weigh what the engine's synonyms do, and the posting lists can execute the plan.
 */
enum coop_status wildcard_share_idf(
	struct lookup *l, struct term_range terms, struct coop_error *err);

#endif
