/*
 * outline.h - splits a text into notices.
 *
 * A notice begins with a short line right above a line of a header (header.h), or with a line
 * "Titre : ...". It counts if the lines of its header are evidence enough (header_weight()); what
 * separates notices, a rule or a number or nothing, does not matter. A text without a notice is one
 * part; so is an e-mail without a notice in it (message.h). Texts of other forms, such as subtitles,
 * have no such notices (outline_forms.h). A record whose labels come in the order of the one above it
 * begins where the first of them comes again behind an empty line.
 */
#ifndef COOP_INDEXER_NOTICE_OUTLINE_H
#define COOP_INDEXER_NOTICE_OUTLINE_H

#include <stdbool.h>

#include "indexer/notice/outline_parts.h"
#include "indexer/report/stop.h"

/*
 * Finds the parts of a text. What precedes the first notice is a part of its own if it holds a
 * paragraph; else it is the head of the page, and dropped. Time is linear in the text; once `stop`
 * is set, the rest of it is skipped.
 */
void outline_find(
	struct span text, bool markdown, const stop_flag *stop, struct outline *out);

#endif
