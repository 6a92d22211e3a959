/*
 * cues.h - cue words and forms that identify the field of a short text by themselves.
 */
#ifndef COOP_INDEXER_NOTICE_CUES_H
#define COOP_INDEXER_NOTICE_CUES_H

#include <stdbool.h>

#include "indexer/notice/span.h"
#include "shared/index/fields.h"

/* The field of a label, which is short; COOP_F_OTHER when it has none. */
enum coop_field cue_label(struct span l, struct coop_buf *folded);

/* "1998"; "1998-1999". */
bool cue_year(struct span l);
/* A running time with a unit; a bare number might be anything. */
bool cue_minutes(struct span l);
/* "France", "France/Belgique", "Fr." */
bool cue_country(struct span l, struct coop_buf *folded);

/*
 * The field of a piece of text, such as "52 min" or "Couleur"; COOP_F_OTHER when it is not known.
 * `*name` is "format" then for "16 mm" and the like, else NULL.
 */
enum coop_field cue_field(struct span l, struct coop_buf *folded, const char **name);

#endif
