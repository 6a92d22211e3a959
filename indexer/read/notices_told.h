/*
 * notices_told.h - what a converter tells of a file of notices beside these, in the user's language.
 *
 * The frames come from a process that the file may have taken over: one that makes no sense is told as
 * little as that, or not at all.
 */
#ifndef COOP_INDEXER_READ_NOTICES_TOLD_H
#define COOP_INDEXER_READ_NOTICES_TOLD_H

#include "indexer/read/converter.h"
#include "indexer/report/problems.h"

/* FRAME_LEFT_OUT: a record is left out. */
void notices_left_out(struct problems problems, const struct frame *frame);
/* FRAME_MENDED: something that the format of the file does not allow was read all the same. */
void notices_mended(struct problems problems, const struct frame *frame);
/* FRAME_TOLD: what was found out, for a dry run. */
void notices_told(struct report *report, const struct frame *frame);

#endif
