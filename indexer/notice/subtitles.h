/*
 * subtitles.h - the text of subtitles: SubRip (SRT) and WebVTT.
 *
 * Numbers, time codes, marks and notes of the translator are left out; the lines of all cues are one
 * running text, so that phrases go on from cue to cue.
 */
#ifndef COOP_INDEXER_NOTICE_SUBTITLES_H
#define COOP_INDEXER_NOTICE_SUBTITLES_H

#include "indexer/notice/found.h"

/* Whether a text begins like subtitles: with "WEBVTT", or a cue with its times. */
bool subtitles_begin(struct span text);

/* Adds the words of the subtitles as COOP_F_BODY. Time is linear in the text. */
void subtitles_add(struct found *f, struct span text);

#endif
