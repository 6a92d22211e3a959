/*
 * isbd.h - parses a bibliographic description (isbd_areas.h) into a notice.
 *
 * The title keeps what stands behind " : "; who is responsible first, or as a director or author, is the
 * director of the notice. Place, publisher, extent, collection, standard numbers and notes are columns
 * without a field. Paragraphs that follow the description belong to it: labelled, or a summary.
 */
#ifndef COOP_INDEXER_NOTICE_ISBD_H
#define COOP_INDEXER_NOTICE_ISBD_H

#include "indexer/notice/found.h"

/* Adds a description and the paragraphs after it. */
void isbd_add(struct found *f, struct span text);

#endif
