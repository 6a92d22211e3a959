/*
 * subtitles_ass.h - subtitles of SubStation Alpha: sections, and a line of commas a cue.
 *
 * http://www.tcax.org/docs/ass-specs.htm
 */
#ifndef COOP_INDEXER_NOTICE_SUBTITLES_ASS_H
#define COOP_INDEXER_NOTICE_SUBTITLES_ASS_H

#include "indexer/notice/spoken.h"

/* Whether a line begins such a file. */
bool subtitles_are_ass(struct span first);

/* Takes the cues, and the title of the script. `line` is as for subtitles_read(). */
void subtitles_read_ass(struct found *f, struct spoken *s, struct span text, size_t line);

#endif
