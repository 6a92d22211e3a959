#include "shared/index/impact.h"

#include <math.h>

double coop_impact_k(double dl, double avgdl)
{
	double length = dl / avgdl;
	length = length > COOP_SHORTEST ? length : COOP_SHORTEST;
	return COOP_BM25_K1 * ((1 - COOP_BM25_B) + COOP_BM25_B * length);
}

double coop_saturate(double tf, double k)
{
	return tf / (tf + k);
}

uint32_t coop_impact(double saturated)
{
	double scaled = round(COOP_IMPACT_MAX * saturated);
	return scaled < 1 ? 1 : (uint32_t)scaled;
}

double coop_idf(uint64_t documents, uint64_t doc_freq)
{
	double ratio =
		((double)documents - (double)doc_freq + 0.5) / ((double)doc_freq + 0.5);
	return log(ratio < 2 ? ratio * 0.5 + 1 : ratio);
}
