#include "indexer/bulk/impact_table.h"

void impact_table_init(struct impact_table *t, double avgdl)
{
	t->avgdl = avgdl;
	for (uint32_t dl = 0; dl < IMPACT_TABLE_LENGTHS; dl++) {
		double k = coop_impact_k(dl, avgdl);
		t->table[dl][0] = 0;
		for (uint32_t tf = 1; tf < IMPACT_TABLE_TFS; tf++)
			t->table[dl][tf] = (uint8_t)coop_impact(coop_saturate(tf, k));
	}
}
