/*
 * match_explain.h - why a document has its score: what each term of a plan adds to it.
 */
#ifndef COOP_QUERY_MATCH_MATCH_EXPLAIN_H
#define COOP_QUERY_MATCH_MATCH_EXPLAIN_H

#include <stddef.h>

#include "query/match/match.h"

/* A term of a plan, and its impact in the document (impact.h). */
struct match_term {
	const struct coop_plan *term; /* COOP_OP_TERM */
	unsigned impact;              /* > 0 */
};

/* What is scored as a unit: a term, or the terms of a SYNONYM that the document holds. */
struct match_part {
	size_t first, count; /* a range of `terms` */
	unsigned impact;     /* the sum of theirs */
	double weight;       /* of the unit and of all operators around it, multiplied */
	double idf;          /* impact.h; 0 for what scores nothing, the id of a notice */
	double score;        /* in the unit of match_find() */
};

/* Begin with `= {0}`; memory is kept from one document to the next. */
struct match_parts {
	struct match_part *at;
	size_t count, cap;
	struct match_term *terms; /* borrowed from the plan */
	size_t nterms, terms_cap;
};

/*
 * Lists what adds to the score of a document that matches a plan, in the order in which match_find()
 * adds it: the sum is the score to the last bit. Replaces `out`; a document that does not match has no
 * parts. Fails as match_find() does.
 */
enum coop_status match_explain(struct matcher *m, const struct coop_plan *plan,
	uint32_t docid, struct match_parts *out, struct coop_error *err);
void match_parts_release(struct match_parts *p);

#endif
