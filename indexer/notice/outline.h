/*
 * outline.h - splits a text into notices.
 *
 * A notice begins with a short line right above a line of a header (header.h), or with a line
 * "Titre : ...". It counts if the lines of its header are evidence enough (header_weight()); what
 * separates notices, a rule or a number or nothing, does not matter. A text without a notice is one
 * part; so are subtitles (subtitles.h), and an e-mail without a notice in it (message.h).
 */
#ifndef COOP_INDEXER_NOTICE_OUTLINE_H
#define COOP_INDEXER_NOTICE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/notice/span.h"
#include "indexer/report/stop.h"

/* What a part without a notice is. */
enum outline_form { OUTLINE_TEXT, OUTLINE_SUBTITLES, OUTLINE_MESSAGE };

/* A part of a text, for one record. */
struct outline_part {
	struct span text;
	size_t line; /* its first line, from 1 */
	enum outline_form form;
	bool film;     /* a film notice; else any text */
	bool labelled; /* its title has a label: the first line is not the title */
};

struct outline {
	struct outline_part *parts;
	size_t count, cap;
	bool failed; /* memory ran out */
};

/*
 * Finds the parts of a text. What precedes the first notice is a part of its own if it holds a
 * paragraph; else it is the head of the page, and dropped. Time is linear in the text; once `stop`
 * is set, the rest of it is skipped.
 */
void outline_find(
	struct span text, bool markdown, const stop_flag *stop, struct outline *out);
void outline_release(struct outline *o);

#endif
