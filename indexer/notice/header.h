/*
 * header.h - classifies and parses the lines of a notice's header.
 *
 * These are a credit, "Un film de Jérôme Surroca"; a line of pieces: year, country, genre, running
 * time, colour and so on, separated by several blanks or, after the director's name, by commas; and
 * a labelled value, "Durée : 1h12". Finding and adding are two steps, since outline.h only finds.
 */
#ifndef COOP_INDEXER_NOTICE_HEADER_H
#define COOP_INDEXER_NOTICE_HEADER_H

#include "indexer/notice/header_line.h"

/*
 * Classifies a line. A label alone, with its value on the lines below, must have a colon, be all
 * capitals, or be marked as a heading (`heading`).
 */
struct header header_find(struct span line, bool heading, struct coop_buf *folded);

/* Adds a credit, a line of pieces, or a labelled value that is not empty. */
void header_add(struct found *f, const struct header *h);

/*
 * How strongly a line indicates a film notice: 1 may be chance, 3 is certain. A label counts 0 if
 * its field had a label before (`before`: the set of these, 1 << field).
 */
unsigned header_weight(const struct header *h, unsigned long before);

/* Splits "Le Fil (1998)" into title and year; false when there is no year. */
bool header_split_year(struct span title, struct span *name, struct span *year);

#endif
