/*
 * foresight.h - a threshold from what the first windows held, before it is known to hold for all.
 *
 * The top hits of a part of the documents tell how high those of all will be: of the `max` best
 * documents of a segment a share of about `share` lies among the first `share` of it, if good documents
 * lie anywhere. So the search does not wait until the threshold has risen by itself (predicting it
 * from statistics of terms: Petri, Moffat, Mackenzie, Culpepper and Beck, "Accelerated query
 * processing via similarity score prediction", SIGIR 2019).
 *
 * A foreseen threshold may be too high. It was not when the top hits are complete at the end and all
 * reach it: what was left out scores less. Otherwise the segment is gone through once more, with the
 * threshold that follows from the hits that were found; they are most of the best ones.
 */
#ifndef COOP_QUERY_MATCH_FORESIGHT_H
#define COOP_QUERY_MATCH_FORESIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "query/match/top_hits.h"

enum {
	FORESIGHT_HITS = 512, /* top hits beyond which nothing is foreseen */
	FORESIGHT_DOCS =
		1 << 14 /* a segment of fewer documents is gone through at once */
};

struct foresight {
	bool on;
	uint32_t next; /* the docid from which on the next threshold is foreseen */
	double score;  /* the highest that was foreseen; 0 for none */
};

/* Begins with a segment whose last docid is `last`; `on` when thresholds are to be foreseen. */
void foresight_begin(struct foresight *f, bool on);

/*
 * The score that the `max` best of `last` documents are foreseen to reach, when those before `docid` gave
 * the top hits; 0 when none is foreseen.
 */
double foresight_score(
	struct foresight *f, const struct top_hits *top, uint32_t docid, uint32_t last);

/* Whether all that was left out is worse than the top hits. */
bool foresight_was_right(const struct foresight *f, const struct top_hits *top);

#endif
