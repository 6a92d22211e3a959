/*
 * t_impact.c - the formulas of impact.h, against the formulas as its header prints them.
 */
#include <math.h>

#include "indexer/bulk/impact_table.h"
#include "shared/index/impact.h"
#include "tests/unit/tap.h"

static void is_near(double got, double expected, const char *what)
{
	if (!ok(fabs(got - expected) <= 1e-12 * fabs(expected), "%s", what))
		printf("#      got: %.17g\n# expected: %.17g\n", got, expected);
}

static void test_saturation(void)
{
	double k1 = COOP_BM25_K1, b = COOP_BM25_B;
	is_near(coop_impact_k(100, 100), k1, "K of an average document is K1");
	is_near(coop_impact_k(31, 100), k1 * ((1 - b) + b * .31), "K of a short one");
	is_near(coop_impact_k(30, 100), k1 * ((1 - b) + b * COOP_SHORTEST),
		"K of the shortest that counts");
	is_near(coop_impact_k(0, 100), coop_impact_k(30, 100), "K of an empty one");
	is_near(coop_impact_k(250, 100), k1 * ((1 - b) + b * 2.5), "K of a long one");
	ok(k1 > 0 && b >= 0 && b <= 1, "K1 and B are what BM25 wants");
	is_near(coop_saturate(0, 1.2), 0, "sat of nothing");
	is_near(coop_saturate(1.2, 1.2), 0.5, "sat of K is a half");
	is_near(coop_saturate(3, 1.5), 2.0 / 3, "sat of 3");
	ok(coop_saturate(1e9, 1.2) <= 1, "sat is at most 1");
	size_t wrong = 0;
	for (int tf = 0; tf < 1000; tf++)
		wrong += coop_saturate(tf + 1, 1.2) <= coop_saturate(tf, 1.2);
	is_num(wrong, 0, "... and grows with tf");
}

static void test_impact(void)
{
	is_num(coop_impact(0), 1, "what is there weighs at least 1");
	is_num(coop_impact(1), COOP_IMPACT_MAX, "... at most COOP_IMPACT_MAX");
	is_num(coop_impact(0.5), 64, "half of 127, rounded");
	is_num(coop_impact(0.004), 1, "below one half");
	is_num(coop_impact(1.49 / COOP_IMPACT_MAX), 1, "rounded down");
	is_num(coop_impact(1.51 / COOP_IMPACT_MAX), 2, "rounded up");
	size_t wrong = 0;
	uint32_t before = 0;
	for (int i = 0; i <= 1000; i++) {
		uint32_t impact = coop_impact(i / 1000.0);
		wrong += impact < before || impact < 1 || impact > COOP_IMPACT_MAX ||
			 (i > 10 && fabs(impact - COOP_IMPACT_MAX * (i / 1000.0)) > 0.5);
		before = impact;
	}
	is_num(wrong, 0, "impacts grow, and are within a half of what they stand for");
}

static void test_idf(void)
{
	is_near(coop_idf(100, 5), log(95.5 / 5.5), "idf of a rare term");
	is_near(coop_idf(100, 0), log(100.5 / 0.5), "... of an absent one");
	is_near(coop_idf(100, 50), log(50.5 / 50.5 / 2 + 1), "... of one in half of all");
	is_near(coop_idf(100, 100), log(0.5 / 100.5 / 2 + 1), "... of one in all");
	is_near(coop_idf(1, 1), log(0.5 / 1.5 / 2 + 1), "... of the only one");
	/* r = 2 when N = 3n + .5: 98 documents of 33 + .5 lie on either side */
	is_near(coop_idf(98, 32), log(66.5 / 32.5), "r just over 2");
	is_near(coop_idf(98, 33), log(65.5 / 33.5 / 2 + 1), "r just under 2");
	size_t wrong = 0;
	for (uint64_t n = 0; n <= 1000; n++)
		wrong += !(coop_idf(1000, n) > 0) ||
			 (n > 0 && !(coop_idf(1000, n) < coop_idf(1000, n - 1)));
	is_num(wrong, 0, "idf is above 0, and falls as a term spreads");
	ok(isfinite(coop_idf(UINT64_C(4000000000), 1)), "... of many documents");
}

/* The table of a build, and what lies beside it. */
static void test_weights(void)
{
	static const double averages[] = {1e-3, 0.5, 1, 7.3, 100, 5000, 1e7};
	static struct impact_table w;
	size_t wrong = 0;
	for (size_t i = 0; i < sizeof averages / sizeof *averages; i++) {
		impact_table_init(&w, averages[i]);
		for (uint32_t dl = 0; dl < IMPACT_TABLE_LENGTHS + 100; dl++) {
			double k = coop_impact_k(dl, averages[i]);
			wrong += impact_table_get(&w, dl, 0) != 0;
			for (uint32_t tf = 1; tf < IMPACT_TABLE_TFS + 4; tf++)
				wrong += impact_table_get(&w, dl, tf) !=
					 coop_impact(coop_saturate(tf, k));
		}
		wrong += impact_table_get(&w, UINT32_MAX, UINT32_MAX) !=
			 coop_impact(coop_saturate(
				 UINT32_MAX, coop_impact_k(UINT32_MAX, averages[i])));
	}
	is_num(wrong, 0, "a build's weights are the impacts");
}

int main(void)
{
	test_weights();
	test_saturation();
	test_impact();
	test_idf();
	return done();
}
