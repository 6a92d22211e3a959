/*
 * filetype_bib.h - bibliographies by their content.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_BIB_H
#define COOP_INDEXER_DECODE_FILETYPE_BIB_H

#include <stddef.h>

/*
 * The kind of a bibliography that a text begins with, in UTF-8 or another set that extends ASCII; NULL when
 * it is none. A few lines may stand before the first reference, as exporters write them, or more before
 * the first of several; prose that quotes one has more before it.
 */
const char *filetype_bibliography(const char *s, size_t n);

#endif
