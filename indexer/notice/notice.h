/*
 * notice.h - parses the notices in a plain or Markdown text into records.
 *
 * A film notice may have the layouts of film databases, catalogues and e-mails: a title; a credit,
 * "Un film de ..."; year, country, genre, running time and so on in a line, separated by several
 * blanks or commas, or one blank if all of it is known; labelled lines; producers with their contact
 * details (contact.h); paragraphs under headings; "(source : ...)". The boilerplate of a web page
 * around it is dropped. Subtitles and e-mails are texts without their numbers, time codes and header
 * lines (outline_forms.h); the title is the subject, or the name of the file. Records of BCDI and lists of
 * bibliographic descriptions are a notice each (memo.h, isbd.h). Any other text is a title and a
 * body. In a Markdown text the front matter is
 * parsed too (front.h), and headings are recognised by their marks.
 *
 * Each value has its place in the text and a confidence (record.h).
 */
#ifndef COOP_INDEXER_NOTICE_NOTICE_H
#define COOP_INDEXER_NOTICE_NOTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/notice/outline.h"
#include "shared/index/record.h"

/* An iteration over the notices of a text. */
struct notices {
	struct span text;
	bool markdown;
	const stop_flag *stop;
	const struct problems
		*problems; /* NULL until the caller sets it: where they are reported */
	struct outline outline;
	size_t next;
};

/* Starts with a text in UTF-8, borrowed. Once `stop` is set, the rest of it is skipped. */
void notices_begin(struct notices *n, const char *text, size_t len, bool markdown,
	const stop_flag *stop);

/*
 * Fills a record with the next notice; false when there is none. It has an id only if the notice tells
 * one. Values are in NFC, the path as it is. The record remembers failed allocations. Time is linear
 * in the text.
 */
bool notices_next(struct notices *n, const char *path, struct coop_record *rec);

void notices_end(struct notices *n);

#endif
