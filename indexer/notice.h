/*
 * notice.h - the shape of a film notice in plain text.
 *
 * A notice as saved from a film base: a title line; "Un film de ..."; a line where year,
 * country, genre, running time, colour and production mode stand several blanks apart;
 * a block "Producteurs :" with one producer a line; paragraphs under short headings; a
 * line
 * "(source : ...)"; and the headings of the web page around it, which are no part of it.
 * Any other text is a title line and a body.
 */
#ifndef COOP_INDEXER_NOTICE_H
#define COOP_INDEXER_NOTICE_H

#include <stddef.h>

#include "shared/record.h"

/*
 * Adds the fields found in a text (UTF-8) to a record. Allocation failures are remembered
 * by the record. Time is linear in the text.
 */
void notice_parse(const char *text, size_t len, struct coop_record *rec);

#endif
