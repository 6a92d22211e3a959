/*
 * isbd_list.h - finds the descriptions in a bibliography, a paragraph or a numbered line each.
 *
 * A text is a list if several paragraphs have the punctuation of ISBD and not much else stands between
 * them, or if it is one unmistakable description. What follows a description belongs to it, such as a
 * summary; a short line before one is a heading of the list.
 */
#ifndef COOP_INDEXER_NOTICE_ISBD_LIST_H
#define COOP_INDEXER_NOTICE_ISBD_LIST_H

#include "indexer/notice/outline_parts.h"
#include "indexer/report/stop.h"

/* Adds the parts of a list; false, and nothing added, when a text is none. Time is linear in it. */
bool isbd_list_find(struct span text, const stop_flag *stop, struct coop_buf *scratch,
	struct outline *out);

#endif
