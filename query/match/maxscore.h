/*
 * maxscore.h - the best documents for some terms, from the posting lists alone.
 *
 * A document's score is the sum of its terms' scores, in the order of the terms; the answer is
 * that of looking at every document. MaxScore (Turtle and Flood, "Query evaluation: strategies
 * and optimizations", 1995) by windows of docids, with the highest impacts of blocks: in a
 * window, terms that together cannot lift a document among the best are only looked up in
 * documents that others have brought up.
 */
#ifndef COOP_QUERY_MATCH_MAXSCORE_H
#define COOP_QUERY_MATCH_MAXSCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/error.h"
#include "shared/index/plan.h"
#include "shared/index/postings.h"
#include "shared/index/reader.h"

/* So many terms are ranked so; more are left to match.h. */
enum { MAXSCORE_TERMS = 512 };

struct maxscore_term {
	struct coop_bytes term;
	double weight; /* multiplies the score */
	bool required; /* or only wished for */
};

struct maxscore_query {
	struct maxscore_term terms[MAXSCORE_TERMS];
	size_t nterms;
	bool some; /* of those that are only wished for one must be there */
};

struct maxscore;

/* Both are borrowed. */
enum coop_status maxscore_new(const struct coop_postings *lists,
	struct coop_reader *reader, struct maxscore **out, struct coop_error *err);
void maxscore_free(struct maxscore *t); /* NULL is fine */

/*
 * Finds the `count` best documents, the best first, into `hits`, which has room for so many;
 * `*found` is how many there are. `*answered` is false when the lists are not enough, or match.h
 * has less to do: where one of words that few documents have must be beside others.
 */
enum coop_status maxscore_find(struct maxscore *t, const struct maxscore_query *q,
	size_t count, struct coop_hit *hits, size_t *found, bool *answered,
	struct coop_error *err);

#endif
