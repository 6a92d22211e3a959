/*
 * t_timing.c - the quantiles of durations that --timing reports are exact to 5 %.
 */
#include "query/search/timing.h"
#include "tests/unit/tap.h"

static void is_near(double got, double expected, const char *name)
{
	ok(got >= expected && got <= 1.05 * expected, "%s: %g", name, got);
}

int main(void)
{
	static struct search_timing c, other, none;
	is_near(timing_share(none.without_rerank, 0.5), 0, "of no answer");
	for (int i = 1; i <= 1000; i++)
		timing_add(i % 2 ? &c : &other, i, 9 * i, 90 * i);
	timing_merge(&c, &other);
	ok(c.runs == 1000 && c.planning == 500500 && c.matching == 9 * 500500 &&
			c.reranking == 90 * 500500,
		"all are added up");
	is_near(timing_share(c.without_rerank, 0.5), 5000, "the median of the ranking");
	is_near(timing_share(c.without_rerank, 0.99), 9900, "its 99th percentile");
	is_near(timing_share(c.whole, 0.5), 50000, "the median of all");
	is_near(timing_share(c.whole, 1), 100000, "the longest");
	timing_add(&none, 0, 0, 0);
	is_near(timing_share(none.whole, 0.5), 1,
		"what took no time counts as one microsecond");
	timing_add(&none, 1e12, 0, 0);
	ok(timing_share(none.whole, 1) > 1e8, "... and days as minutes");
	return done();
}
