/*
 * impact_table.h - the impacts (impact.h) of a build, each computed once: the same few
 * lengths and frequencies recur millions of times.
 */
#ifndef COOP_INDEXER_BULK_IMPACT_TABLE_H
#define COOP_INDEXER_BULK_IMPACT_TABLE_H

#include <stdint.h>

#include "shared/index/impact.h"

enum {
	IMPACT_TABLE_LENGTHS = 4096, /* the table holds document lengths below this */
	IMPACT_TABLE_TFS = 8         /* the table holds term frequencies below this */
};

struct impact_table {
	double avgdl;
	uint8_t table[IMPACT_TABLE_LENGTHS][IMPACT_TABLE_TFS];
};

/* Fills the table, for an average document length of `avgdl` > 0. */
void impact_table_init(struct impact_table *t, double avgdl);

/* The impact of a term frequency in a document of length `dl`; 0 for 0. */
static inline uint32_t impact_table_get(
	const struct impact_table *t, uint32_t dl, uint32_t tf)
{
	if (dl < IMPACT_TABLE_LENGTHS && tf < IMPACT_TABLE_TFS)
		return t->table[dl][tf];
	return tf == 0 ? 0 : coop_impact(coop_saturate(tf, coop_impact_k(dl, t->avgdl)));
}

#endif
