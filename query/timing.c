#include "query/timing.h"

#include <math.h>

enum { OCTAVE = TIMING_CLASSES / 27 };

static size_t class_of(double microseconds)
{
	double n = microseconds > 1 ? ceil(log2(microseconds) * OCTAVE) : 0;
	return n < TIMING_CLASSES ? (size_t)n : TIMING_CLASSES - 1;
}

void timing_add(struct search_timing *c, double resolving, double first_stage,
	double second_stage)
{
	double ranking = resolving + first_stage;
	c->resolving += resolving;
	c->first_stage += first_stage;
	c->second_stage += second_stage;
	c->runs++;
	c->ranking[class_of(ranking)]++;
	c->whole[class_of(ranking + second_stage)]++;
}

void timing_merge(struct search_timing *c, const struct search_timing *other)
{
	c->resolving += other->resolving;
	c->first_stage += other->first_stage;
	c->second_stage += other->second_stage;
	c->runs += other->runs;
	for (size_t i = 0; i < TIMING_CLASSES; i++) {
		c->ranking[i] += other->ranking[i];
		c->whole[i] += other->whole[i];
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
