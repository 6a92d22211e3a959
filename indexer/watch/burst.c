#include "indexer/watch/burst.h"

void burst_event(struct burst *b, double now)
{
	if (!b->pending)
		b->first = now;
	b->last = now;
	b->pending = true;
}

void burst_begin(struct burst *b)
{
	b->pending = false;
	b->again = false;
}

void burst_end(struct burst *b, double now, bool again)
{
	b->again = again;
	b->done = now;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

double burst_due(const struct burst *b, double now)
{
	double at = b->done + BURST_AGAIN;
	if (!b->pending && !b->again)
		return -1;
	if (b->pending) {
		double quiet = least(b->last + BURST_QUIET, b->first + BURST_MOST);
		at = b->again ? least(at, quiet) : quiet;
	}
	return at > now ? at - now : 0;
}
