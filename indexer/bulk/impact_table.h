/*
 * impact_table.h - the impacts (impact.h) of a whole build, each computed once.
 *
 * The same few lengths and frequencies come back millions of times.
 */
#ifndef COOP_INDEXER_BULK_IMPACT_TABLE_H
#define COOP_INDEXER_BULK_IMPACT_TABLE_H

#include <stdint.h>

#include "shared/index/impact.h"

enum {
	IMPACT_TABLE_LENGTHS = 4096, /* documents shorter than this ... */
	IMPACT_TABLE_TFS = 8         /* ... and frequencies below this are in the table */
};

struct impact_table {
	double avgdl;
	uint8_t table[IMPACT_TABLE_LENGTHS][IMPACT_TABLE_TFS];
};

/* Fills the table, for documents of `avgdl` > 0 on average. */
void impact_table_init(struct impact_table *t, double avgdl);

/* The impact of `tf` occurrences in a document of length `dl`; 0 for none. */
static inline uint32_t impact_table_get(
	const struct impact_table *t, uint32_t dl, uint32_t tf)
{
	if (dl < IMPACT_TABLE_LENGTHS && tf < IMPACT_TABLE_TFS)
		return t->table[dl][tf];
	return tf == 0 ? 0 : coop_impact(coop_saturate(tf, coop_impact_k(dl, t->avgdl)));
}

#endif
