/*
 * notice.h - the notices in a plain text.
 *
 * A film notice is understood in the layouts that film bases, catalogues and mails have: a
 * title; "Un film de ..."; a line where year, country, genre, running time and so on stand
 * several blanks apart, or with commas between (or one blank where all is known); a label a
 * line; producers, each with what there is to know (contact.h); paragraphs under headings;
 * "(source : ...)"; and what the web page adds around it, which is no part of it. Any other
 * text is a title and a body. In a Markdown text the front matter is read too (front.h), and
 * headings are told by their marks.
 *
 * Each value is given with the bytes where it was found and how sure that is.
 */
#ifndef COOP_INDEXER_NOTICE_NOTICE_H
#define COOP_INDEXER_NOTICE_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/notice/outline.h"
#include "shared/index/record.h"

/* The notices of a text being given, one after the other. */
struct notices {
	struct span text;
	bool markdown;
	const stop_flag *stop;
	struct outline outline;
	size_t next;
};

/* Starts on a text, borrowed, in UTF-8. Once `stop` is set, the rest of it is not looked at. */
void notices_begin(struct notices *n, const char *text, size_t len, bool markdown,
	const stop_flag *stop);

/*
 * Fills a record with the next notice of a file; false when there is none. Its id, unless the
 * notice has one, is the path, with "#" and a number when the text holds several. The values
 * are in NFC, whatever the text is in, but not a path.
 * Allocation failures are remembered by the record. Time is linear in the text.
 */
bool notices_next(struct notices *n, const char *path, struct coop_record *rec);

void notices_end(struct notices *n);

#endif
