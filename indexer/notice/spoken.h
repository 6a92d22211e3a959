/*
 * spoken.h - what is said in subtitles, being collected: words, times and voices.
 *
 * The words of all cues are one running text, in NFC, each cue on lines of its own. Marks are left out:
 * <i>, {\an8}, <00:00:02.000>; references such as &amp; are read. What a cue repeats of the cue right
 * before it, as the captions that roll up do, is said once.
 */
#ifndef COOP_INDEXER_NOTICE_SPOKEN_H
#define COOP_INDEXER_NOTICE_SPOKEN_H

#include "indexer/notice/cue_time.h"
#include "indexer/notice/found.h"
#include "shared/core/strmap.h"

/* Begin with `= {0}`. */
struct spoken {
	struct coop_buf text;       /* of all cues so far */
	struct coop_buf times;      /* of them (cue_times.h) */
	struct coop_strmap *voices; /* who speaks; NULL: nobody is named */
	struct span where;          /* of the words in the file */
	struct coop_buf line;       /* scratch */
	struct coop_buf cue;        /* words of the current cue */
	struct coop_buf last;       /* of the one before it */
	struct cue_time now, then;  /* their times */
	bool timed, last_timed;     /* these are known */
	bool failed;                /* memory ran out */
};

/* Begins a cue, and ends the one before; with NULL its times are not known. */
void spoken_begin(struct spoken *s, const struct cue_time *time);

/* Adds a line of the cue. A voice may be named in it: <v Anne>. */
void spoken_add(struct spoken *s, struct span line);

/* Somebody speaks. */
void spoken_voice(struct spoken *s, struct span name);

/* Ends the last cue, adds all to the record, and releases everything. */
void spoken_end(struct spoken *s, struct found *f);

#endif
