/*
 * pieces.h - the line where year, country, genre, running time, colour and so on stand several
 * blanks apart, or with commas between them, or each with its label and bars between.
 */
#ifndef COOP_INDEXER_NOTICE_PIECES_H
#define COOP_INDEXER_NOTICE_PIECES_H

#include "indexer/notice/header.h"

/* Whether a line is such a one: HEADER_PIECES. */
bool pieces_find(struct span line, struct coop_buf *folded, struct header *h);

/* Adds what it tells. */
void pieces_add(struct found *f, const struct header *h);

#endif
