/*
 * joint.h - the documents that hold all of several groups of terms, some of them near each
 * other: from the ranked lists alone.
 *
 * The best of them, or all of them in ascending order. Blocks whose highest impacts together
 * lift no document among the best are passed over (Ding and Suel, see ranklist.h), and
 * positions are looked at only where the score would do.
 */
#ifndef COOP_QUERY_JOINT_H
#define COOP_QUERY_JOINT_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/error.h"
#include "shared/ranklist.h"
#include "shared/store.h"

/* So many terms there may be; a query of more is left to the engine. */
enum { JOINT_TERMS = 4096 };

struct joint_term {
	struct coop_bytes term;
	double weight; /* multiplies the score */
};

/* Any of some terms; what a document holds of them adds up. */
struct joint_group {
	size_t first, count; /* of the terms */
	double weight;       /* multiplies the score */
	bool required;       /* or only wished for */
};

/* Groups that must stand near each other, as in COOP_OP_ORDERED or COOP_OP_NEAR (store.h). */
struct joint_near {
	size_t first, count; /* of the sides */
	unsigned window;
	bool ordered;
};

/* Initialise with `= {0}`; the terms are borrowed. */
struct joint_query {
	struct joint_term *terms;
	struct joint_group *groups;
	size_t *sides; /* numbers of groups */
	struct joint_near *nears;
	size_t nterms, ngroups, nsides, nnears;
	size_t terms_cap, groups_cap, sides_cap, nears_cap;
	bool failed; /* memory ran out */
};

void joint_query_release(struct joint_query *q);

struct joint;

/* Begins a query; all is borrowed. `*out` is NULL when the lists are not enough for it. */
enum coop_status joint_new(const struct joint_query *q,
	const struct coop_ranklists *lists, struct coop_reader *reader,
	struct joint **out, struct coop_error *err);
void joint_free(struct joint *j); /* NULL is fine */

/*
 * Finds the `count` best documents, the best first, into `hits`, which has room for so many;
 * `*found` is how many there are. A score is the sum of the groups' scores in their order.
 * Once. COOP_E_CORRUPT when the lists are damaged.
 */
enum coop_status joint_find(struct joint *j, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err);

/*
 * The first document from `docid` on; UINT32_MAX for none. And whether there is one of that
 * very number. Both are asked in ascending order, by turns if need be; documents that score less
 * than `least` may be passed over.
 */
enum coop_status joint_reach(struct joint *j, uint32_t docid, double least,
	uint32_t *found, struct coop_error *err);
enum coop_status joint_check(struct joint *j, uint32_t docid, double least, bool *there,
	struct coop_error *err);

/* The score of the document that was found last; and no document's is higher. */
double joint_score(const struct joint *j);
double joint_most(const struct joint *j);

#endif
