/*
 * lookup.h - the terms of a query's leaves being found: what field_terms.c and wildcard.c share.
 */
#ifndef COOP_QUERY_PLAN_LOOKUP_H
#define COOP_QUERY_PLAN_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/expand.h"
#include "query/plan/field_lookup.h"
#include "query/plan/query_internal.h"
#include "query/plan/weights.h"

/* The leaves of a query whose terms are looked up in the index. */
struct lookup {
	struct query *q;
	struct expander expander;
	size_t patterns; /* that have been expanded */
	size_t cost;     /* of that, in words compared */
	/* those that begin with a sign: they are expanded together, with the first of them */
	struct open_pattern open[QUERY_PATTERNS];
	uint32_t open_nodes[QUERY_PATTERNS];
	size_t nopen;
	size_t words;         /* of fields, likewise */
	size_t relaxed;       /* words of phrases whose forms were looked for ... */
	size_t relaxed_share; /* ... and how many of these each may have */
	enum qfield field;    /* around */
};

void lookup_note(struct lookup *l, enum warning_kind kind, const struct qnode *n,
	size_t count, size_t limit);

/* Adds the words of an expansion to the terms. */
enum coop_status lookup_add(struct lookup *l, const struct qnode *n,
	const struct expansion *found, struct coop_error *err);

/* Whether a leaf is looked for in the terms of a field. */
static inline bool lookup_in_field(enum qfield field, const struct qnode *n)
{
	return field != QFIELD_NONE && (field_lookup_can(field) || n->kind == QNODE_ALL);
}

/* How many forms a word of a phrase that is relaxed has at most: the more words, the fewer. */
size_t relaxed_share(const struct query *q);
/*
 * Finds the forms of the words of a phrase that is relaxed, those of corrections included
 * (relaxed.c). Words beyond QUERY_RELAXED, or what there is to spend, are left as they are.
 */
enum coop_status relaxed_expand(
	struct lookup *l, const struct part *part, struct coop_error *err);

/* ---- patterns and slips (wildcard.c) ---- */

/* Whether a leaf is a pattern that begins with a sign. */
bool wildcard_is_open(const struct query *q, uint32_t node);

/*
 * Finds the words of a pattern or of one with slips; `*dropped` is set when those before it in
 * the query cost all that there is to spend.
 */
enum coop_status wildcard_expand(
	struct lookup *l, uint32_t node, bool *dropped, struct coop_error *err);

/*
 * Gives all terms of a leaf the idf that a term would have that is wherever any of them is, as
 * far as their numbers tell: together they then weigh what the engine's synonyms do, and the
 * posting lists can answer.
 */
enum coop_status wildcard_share_idf(
	struct lookup *l, const struct part *part, struct coop_error *err);

#endif
