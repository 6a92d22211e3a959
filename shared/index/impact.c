#include "shared/index/impact.h"

#include <math.h>
#include <stdlib.h>

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

double coop_factor(uint64_t documents, uint64_t doc_freq, double weight)
{
	return round(coop_idf(documents, doc_freq) * weight / COOP_FACTOR_STEP) *
	       COOP_FACTOR_STEP;
}

/* The documents that hold one of two terms, if the terms are independent. */
static uint64_t either(uint64_t a, uint64_t b, uint64_t documents)
{
	double x = (double)a, y = (double)b;
	if (documents == 0)
		return 0;
	return (uint64_t)(x + y - x * y / (double)documents + 0.5);
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Joins the two lowest until one is left, and rounds each time. */
uint64_t coop_frequency_of_any(uint64_t *counts, size_t n, uint64_t documents)
{
	if (n == 0)
		return 0;
	qsort(counts, n, sizeof *counts, ascending);
	for (size_t i = 0; i + 1 < n; i++) {
		uint64_t both = either(counts[i], counts[i + 1], documents);
		size_t k = i + 1;
		for (; k + 1 < n && counts[k + 1] < both; k++)
			counts[k] = counts[k + 1];
		counts[k] = both;
	}
	return counts[n - 1];
}
