/*
 * mended.h - what a converter mended in a file of XML, for users.
 */
#ifndef COOP_INDEXER_READ_MENDED_H
#define COOP_INDEXER_READ_MENDED_H

#include "indexer/read/converter.h"
#include "indexer/report/problems.h"

/* Reports a frame of the kind FRAME_MENDED; one that makes no sense is ignored. */
void mended_report(struct problems problems, const struct frame *frame);

#endif
