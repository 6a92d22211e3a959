/*
 * origins.h - what the terms of a plan come from: words and clauses of the query.
 *
 * The terms of a plan are slices of the expanded query's text (expanded.h), which tells them apart:
 * two words with one term have two slices.
 */
#ifndef COOP_QUERY_EXPLAIN_ORIGINS_H
#define COOP_QUERY_EXPLAIN_ORIGINS_H

#include <stddef.h>
#include <stdint.h>

#include "query/explain/explanation.h"
#include "query/plan/query.h"

struct origin {
	size_t off; /* of the term in the expanded query's text */
	enum explained_kind kind;
	size_t word;       /* of the query (query_at()), or NO_WORD */
	uint32_t node;     /* the leaf of the tree; 0 for a word that stands by itself */
	enum qfield field; /* around the leaf */
};

/* Begin with `= {0}`. */
struct origins {
	const struct query *query;
	struct origin *at; /* by `off`, each once */
	size_t count, cap;
	bool failed; /* memory ran out */
};

/* Collects the origins of an expanded query's terms, which is borrowed. */
enum coop_status origins_find(
	struct origins *o, const struct query *q, struct coop_error *err);
void origins_release(struct origins *o);

/* The origin of a term of the query's plan; NULL for the term of a break. */
const struct origin *origins_at(const struct origins *o, const char *term);

#endif
