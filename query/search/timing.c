#include "query/search/timing.h"

#include <math.h>
#include <time.h>

enum { OCTAVE = TIMING_CLASSES / 27 };

static size_t class_of(double microseconds)
{
	double n = microseconds > 1 ? ceil(log2(microseconds) * OCTAVE) : 0;
	return n < TIMING_CLASSES ? (size_t)n : TIMING_CLASSES - 1;
}

double timing_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void timing_add(
	struct search_timing *t, double planning, double matching, double reranking)
{
	t->planning += planning;
	t->matching += matching;
	t->reranking += reranking;
	t->runs++;
	t->without_rerank[class_of(planning + matching)]++;
	t->whole[class_of(planning + matching + reranking)]++;
}

void timing_merge(struct search_timing *t, const struct search_timing *other)
{
	t->planning += other->planning;
	t->matching += other->matching;
	t->reranking += other->reranking;
	t->runs += other->runs;
	for (size_t i = 0; i < TIMING_CLASSES; i++) {
		t->without_rerank[i] += other->without_rerank[i];
		t->whole[i] += other->whole[i];
	}
}

double timing_share(const uint32_t classes[TIMING_CLASSES], double share)
{
	double all = 0, so_far = 0;
	for (size_t i = 0; i < TIMING_CLASSES; i++)
		all += classes[i];
	for (size_t i = 0; i < TIMING_CLASSES; i++) {
		so_far += classes[i];
		if (all > 0 && so_far >= share * all)
			return exp2((double)i / OCTAVE);
	}
	return 0;
}
