/*
 * filetype_sniff.h - what a file is by what it holds, whatever its name says.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_SNIFF_H
#define COOP_INDEXER_DECODE_FILETYPE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/filetype.h"

/*
 * The kind whose marks the start of a file has: a PDF, a ZIP archive or one of the documents
 * that are such archives, a page. NULL when there is none.
 */
const struct filetype *filetype_sniff(const char *s, size_t n);

/*
 * Whether the start of a file, in a set that readers take, is that of a program, an image or
 * the like: more than some bytes, and two in a hundred, are control characters that texts do not
 * have, or nearly every third is a NUL. Fewer are damage.
 */
bool filetype_is_binary(const char *s, size_t n);

#endif
