/*
 * folding.h - up to which size segments stand beside a base before all is folded into a new one
 * (indexer/segments.h has all the rules).
 */
#ifndef COOP_INDEXER_UPDATE_FOLDING_H
#define COOP_INDEXER_UPDATE_FOLDING_H

enum {
	SEGMENTS_BASE_MIN = 500, /* documents, here and below */
	SEGMENTS_DRIFT_MIN = 20000,
	SEGMENTS_SHARE = 10 /* a tenth */
};

#endif
