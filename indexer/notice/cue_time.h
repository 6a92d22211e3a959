/*
 * cue_time.h - the times of a cue of subtitles: "00:00:01,000 --> 00:00:04,000".
 *
 * Hours and fractions may be missing, the fraction may follow a comma, a point or a colon, and the
 * arrow may be what a word processor made of it. SBV has a comma for the arrow.
 * https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
 */
#ifndef COOP_INDEXER_NOTICE_CUE_TIME_H
#define COOP_INDEXER_NOTICE_CUE_TIME_H

#include <stdint.h>

#include "indexer/notice/span.h"

/* When a cue is shown, in milliseconds. */
struct cue_time {
	uint64_t begin, end;
};

enum cue_timing {
	CUE_NONE,   /* a line of something else */
	CUE_BROKEN, /* an arrow behind a digit, but no times around it */
	CUE_TIMED
};

/* The length of a time at the start of a text; 0 when there is none. `*ms` is set on success only. */
size_t cue_time_read(struct span l, uint64_t *ms);

/*
 * Reads a line with the times of a cue. `rest` is what stands behind them: settings, or words; `time` and
 * `rest` are set for CUE_TIMED only.
 */
enum cue_timing cue_timing_read(
	struct span line, struct cue_time *time, struct span *rest);

/* Whether a line has the times of a cue, or broken ones. */
bool cue_is_timing(struct span line);

/* Whether the times are those of SBV. */
bool cue_is_sbv(struct span line);

#endif
