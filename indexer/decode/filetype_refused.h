/*
 * filetype_refused.h - files that may well hold notices and are not read, such as .doc: tells users
 * what they are, and which format to save them in.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_REFUSED_H
#define COOP_INDEXER_DECODE_FILETYPE_REFUSED_H

#include <stddef.h>

/* By name, or by the start of a file; in the user's language, NULL for any other file. */
const char *filetype_refused_name(const char *path);
const char *filetype_refused_content(const char *s, size_t n);

#endif
