/*
 * outline_parts.h - the parts of a text, a record each, as outline.h finds them.
 */
#ifndef COOP_INDEXER_NOTICE_OUTLINE_PARTS_H
#define COOP_INDEXER_NOTICE_OUTLINE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/notice/span.h"

/* What a part without a notice is. */
enum outline_form {
	OUTLINE_TEXT,
	OUTLINE_SUBTITLES,
	OUTLINE_MESSAGE,
	OUTLINE_MEMO,
	OUTLINE_ISBD
};

/* A part of a text, for one record. */
struct outline_part {
	struct span text;
	size_t line; /* its first line, from 1 */
	enum outline_form form;
	bool film;           /* a film notice; else any text */
	bool labelled;       /* its title has a label: the first line is not the title */
	struct span heading; /* of OUTLINE_ISBD: of this part of the list; may be empty */
};

struct outline {
	struct outline_part *parts;
	size_t count, cap;
	const char *kind; /* a form that has a name: "SRT", "ISBD"; else NULL */
	bool failed;      /* memory ran out */
};

/* Adds a copy of a part. */
void outline_add(struct outline *o, const struct outline_part *part);
void outline_release(struct outline *o);

#endif
