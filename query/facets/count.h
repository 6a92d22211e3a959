/*
 * count.h - how many of the notices found have each value of a facet.
 */
#ifndef COOP_QUERY_FACETS_COUNT_H
#define COOP_QUERY_FACETS_COUNT_H

#include <stddef.h>
#include <stdint.h>

#include "query/facets/wishes.h"
#include "shared/core/buf.h"
#include "shared/index/collection.h"
#include "shared/index/docset.h"

struct facet_value {
	/* as notices have it; the first year of a decade, the code of a department; any bytes of UTF-8 */
	const char *text;
	size_t len;
	uint32_t
		number; /* the year or decade; the number of a department (query/syntax/departments.h) */
	uint64_t count; /* notices */
};

struct facet {
	struct facet_wish wish;
	/* the most frequent first, equally frequent ones in alphabetical order; of FACET_TIMELINE, by year */
	struct facet_value *values;
	size_t count;
	uint64_t others;      /* values beside these that some notice has */
	uint64_t without;     /* notices that have no value */
	uint64_t notices;     /* all notices that were counted */
	struct coop_buf text; /* of the values */
};

/* Begin with `= {0}`. */
struct facet_list {
	struct facet *at;
	size_t count;
};

/*
 * Counts the facets of queries, one after another, in one collection, which is borrowed: for one thread. It
 * keeps the columns of the facets that were asked for, with two counters of four bytes for each of their values.
 */
struct facet_counter;
enum coop_status facet_counter_new(const struct coop_collection *collection,
	struct facet_counter **out, struct coop_error *err);
void facet_counter_free(struct facet_counter *c); /* NULL is fine */

/*
 * Counts the values of documents of the collection, none of which is gone, in the columns of its segments: a notice counts once for
 * each of its values. `out` is zero, and to be released also after a failure. COOP_E_NOINDEX: the index has
 * no columns, and must be rebuilt. Else it fails as coop_collection_column_open() does.
 */
enum coop_status facets_count(struct facet_counter *c,
	const struct coop_docset *documents, const struct facet_wishes *wishes,
	struct facet_list *out, struct coop_error *err);
void facet_list_release(struct facet_list *l);

/*
 * Replaces a set by the documents that have a value, which are those that it is counted for: a query narrowed
 * to them finds as many as its facet says. Values are found by their texts, or by any other of the same words,
 * as notices spell them in several ways; decades and departments also as people read them. One that is
 * unknown has no documents. It fails as facets_count() does.
 */
enum coop_status facet_documents(struct facet_counter *c, const struct exact_value *v,
	struct coop_docset *set, struct coop_error *err);

#endif
