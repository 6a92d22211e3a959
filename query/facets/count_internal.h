/*
 * count_internal.h - what facets are counted by, for the files of this room.
 */
#ifndef COOP_QUERY_FACETS_COUNT_INTERNAL_H
#define COOP_QUERY_FACETS_COUNT_INTERNAL_H

#include "query/facets/count.h"
#include "shared/index/collection_columns.h"

/* What a facet is counted by. Its groups are values, decades or departments. */
struct tally {
	enum facet_grouping grouping;
	struct coop_column *column; /* NULL before the facet is asked for */
	size_t ngroups;
	/* coop_column_tally(): group i has the counter i + 1 */
	uint16_t *group_of; /* NULL where groups are values, as is `seen` */
	uint32_t *counts, *seen;
	uint32_t *all; /* counters of all documents; NULL before they are needed */
};

struct facet_counter {
	const struct coop_collection *collection;
	/* all documents, before they are needed none; those that a query does not find */
	struct coop_docset all, rest;
	struct tally tallies[FACET_GROUPINGS][COOP_FIELD_COUNT];
};

/* What a facet is counted by, opened when it is first asked for; borrowed. */
enum coop_status facet_tally(struct facet_counter *c, enum coop_field field,
	enum facet_grouping grouping, struct tally **out, struct coop_error *err);

/* Finds c->all, unless it is there. */
enum coop_status facet_all(struct facet_counter *c, struct coop_error *err);

#endif
