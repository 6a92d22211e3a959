#include "indexer/report/remaining.h"

#include <math.h>

/* Seconds. */
static const double early = 3;
static const double pace_short = 3, pace_long = 30; /* what the pace is averaged over */
static const double settling = 4; /* in which the shown time reaches another estimate */
static const double longest = 99 * 3600;

static const double least_share = 0.02;

void remaining_begin(struct remaining *r, double now)
{
	*r = (struct remaining){.begun = now, .at = now};
}

/* Averages what was done since the last look with the pace before; what is long ago weighs less and less. */
static void note_pace(struct remaining *r, double elapsed, double done)
{
	double over = fmin(fmax((r->at - r->begun) / 3, pace_short), pace_long);
	double share = 1 - exp(-elapsed / over);
	r->pace += share * ((done - r->done) / elapsed - r->pace);
	r->weight += share * (1 - r->weight);
	r->done = done;
}

/* Moves the shown time towards the estimate; what it counts down meanwhile is right in itself. */
static void approach(struct remaining *r, double estimate, double elapsed)
{
	double counted = fmax(r->shown - elapsed, 0);
	double step = 1 - exp(-elapsed / settling);
	r->shown = r->known ? counted + step * (estimate - counted) : estimate;
	r->known = true;
}

double remaining_look(struct remaining *r, double now, double done, double total)
{
	double elapsed = now - r->at;
	if (elapsed > 0) {
		r->at = now;
		note_pace(r, elapsed, done);
	}
	if (total <= 0 || done < total * least_share || now - r->begun < early)
		return r->known && total > 0 ? r->shown : REMAINING_UNKNOWN;
	double left = fmax(total - done, 0);
	double pace = r->pace / r->weight;
	double estimate = left > 0 ? fmin(left / fmax(pace, left / longest), longest) : 0;
	if (elapsed > 0 || !r->known)
		approach(r, estimate, fmax(elapsed, 0));
	return r->shown;
}
