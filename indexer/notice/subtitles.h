/*
 * subtitles.h - the text of subtitles: SubRip (SRT), WebVTT, SubViewer (SBV) and SubStation (ASS, SSA).
 *
 * Numbers, time codes, marks and notes of the translator are left out; the lines of all cues are one
 * running text, so that phrases go on from cue to cue (spoken.h), and their times stand beside it
 * (shared/index/cue_times.h). Labelled lines may precede the first cue: "Title: ...".
 */
#ifndef COOP_INDEXER_NOTICE_SUBTITLES_H
#define COOP_INDEXER_NOTICE_SUBTITLES_H

#include "indexer/notice/spoken.h"

/* "SRT", "VTT", "SBV" or "ASS": how a text begins; NULL when it begins otherwise. */
const char *subtitles_kind(struct span text);

/*
 * Reads what is said in the subtitles, and adds what their header tells. `line` is the number of their first
 * line: cues with broken times are reported, and kept. Time is linear in the text.
 */
void subtitles_read(struct found *f, struct spoken *said, struct span text, size_t line);

#endif
