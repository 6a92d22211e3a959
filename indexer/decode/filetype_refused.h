/*
 * filetype_refused.h - files that may well hold notices and are not read: what they are, and as what to
 * save them.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_REFUSED_H
#define COOP_INDEXER_DECODE_FILETYPE_REFUSED_H

#include <stddef.h>

/* Of a name, or of the start of a file; in words for users, NULL for all other files. */
const char *filetype_refused_name(const char *path);
const char *filetype_refused_content(const char *s, size_t n);

#endif
