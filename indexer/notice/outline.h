/*
 * outline.h - where in a text the notices are.
 *
 * A notice begins with a short line right above a header line, or with a line "Titre : ...".
 * A text holds several when several of these are headed beyond doubt; what separates them -
 * a rule, a number, nothing - is no matter. A text that has none is one part, as it is.
 */
#ifndef COOP_INDEXER_NOTICE_OUTLINE_H
#define COOP_INDEXER_NOTICE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/notice/span.h"
#include "indexer/report/stop.h"

/* A part of a text that makes one record. */
struct outline_part {
	struct span text;
	size_t line;   /* its first, from 1 */
	bool film;     /* a film notice; any text else */
	bool labelled; /* its title has a label: the first line is not the title */
};

struct outline {
	struct outline_part *parts;
	size_t count, cap;
	bool failed; /* memory ran out */
};

/*
 * Finds the parts of a text. What stands before the first notice is a part of its own when it
 * holds a paragraph; else it is what the page has above the notice, and of no part. Time is
 * linear in the text; once `stop` is set, the rest of it is not looked at.
 */
void outline_find(
	struct span text, bool markdown, const stop_flag *stop, struct outline *out);
void outline_release(struct outline *o);

#endif
