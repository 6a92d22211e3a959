/*
 * t_burst.c - when changes of the sources lead to an update, by a clock of the test.
 */
#include "indexer/watch/burst.h"
#include "tests/unit/tap.h"

static bool is_near(double a, double b)
{
	return a - b < 1e-9 && b - a < 1e-9;
}

static void due(const struct burst *b, double now, double expected, const char *what)
{
	double got = burst_due(b, now);
	if (!ok(expected < 0 ? got < 0 : is_near(got, expected), "%s", what))
		printf("# %g instead of %g\n", got, expected);
}

static void test_one(void)
{
	struct burst b = {0};
	due(&b, 0, -1, "nothing happened");
	due(&b, 1e6, -1, "... however long ago");
	burst_event(&b, 100);
	due(&b, 100, BURST_QUIET, "an event");
	due(&b, 100 + BURST_QUIET / 4, BURST_QUIET * 3 / 4, "... a moment later");
	due(&b, 100 + BURST_QUIET, 0, "... once it is quiet");
	due(&b, 1000, 0, "... and later");
	burst_begin(&b);
	due(&b, 1000, -1, "an update covers it");
	burst_end(&b, 1001, false);
	due(&b, 2000, -1, "... and that is all");
}

static void test_stream(void)
{
	struct burst b = {0};
	double now = 50;
	int events = 0;
	for (; events < 1000 && burst_due(&b, now) != 0; events++, now += BURST_QUIET / 2)
		burst_event(&b, now);
	ok(is_near(now, 50 + BURST_MOST), "a stream of events is cut after some seconds");
	burst_begin(&b);
	burst_event(&b, now);
	burst_end(&b, now + 100, false);
	due(&b, now + 100, 0, "what happened during an update is not forgotten");
	burst_begin(&b);
	burst_event(&b, now + 200);
	due(&b, now + 200, BURST_QUIET, "the next stream begins anew");
}

static void test_again(void)
{
	struct burst b = {0};
	burst_begin(&b);
	burst_end(&b, 10, true);
	due(&b, 10, BURST_AGAIN, "after a failure it is tried again");
	due(&b, 10 + BURST_AGAIN, 0, "... when the time has come");
	burst_event(&b, 20);
	due(&b, 20, BURST_QUIET, "... or something changes");
	burst_event(&b, 9 + BURST_AGAIN);
	due(&b, 9 + BURST_AGAIN, 0, "... for long");
	burst_begin(&b);
	burst_end(&b, 11 + BURST_AGAIN, false);
	due(&b, 1e6, -1, "a success ends that");
}

int main(void)
{
	test_one();
	test_stream();
	test_again();
	return done();
}
