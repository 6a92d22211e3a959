/*
 * outline_forms.h - the parts of texts whose form says what they are: subtitles (subtitles.h), records of
 * BCDI (memo.h), lists of bibliographic descriptions (isbd_list.h).
 */
#ifndef COOP_INDEXER_NOTICE_OUTLINE_FORMS_H
#define COOP_INDEXER_NOTICE_OUTLINE_FORMS_H

#include "indexer/notice/outline_parts.h"
#include "indexer/report/stop.h"

/* Finds the parts of a text of one of these forms; false, and no parts, when it is none. */
bool outline_find_form(struct span text, const stop_flag *stop, struct outline *out);

#endif
