/*
 * pieces.h - parses a line of pieces: year, country, genre, running time, colour and so on,
 * separated by several blanks or commas, or each with a label and separated by bars.
 */
#ifndef COOP_INDEXER_NOTICE_PIECES_H
#define COOP_INDEXER_NOTICE_PIECES_H

#include "indexer/notice/header_line.h"

/* Whether a line is one of pieces: HEADER_PIECES. */
bool pieces_find(struct span line, struct coop_buf *folded, struct header *h);

/* Adds the pieces of a line. */
void pieces_add(struct found *f, const struct header *h);

#endif
