/*
 * words.h - the words that tell by themselves which field they are of.
 */
#ifndef COOP_INDEXER_NOTICE_CUES_H
#define COOP_INDEXER_NOTICE_CUES_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "shared/index/fields.h"

/* The field that a label names, COOP_F_OTHER when none. A label is short. */
enum coop_field cue_label(struct span l, struct coop_buf *folded);

/* "1998"; "1998-1999". */
bool cue_year(struct span l);
/* A number with a unit; a bare one might be anything. */
bool cue_minutes(struct span l);
/* "France", "France/Belgique", "Fr." */
bool cue_country(struct span l, struct coop_buf *folded);

/*
 * The field of a short text that stands between others, such as "52 min" or "Couleur".
 * COOP_F_OTHER when it does not tell; `*name` is then "format" for "16 mm" and the like, else
 * NULL.
 */
enum coop_field cue_field(struct span l, struct coop_buf *folded, const char **name);

#endif
