/*
 * filetype_refused.h - files that may well hold notices and are not read, such as .doc: what they are,
 * and what users can do, such as save them in another format.
 *
 * A file is known by its content (filetype_marks.h, ole.h, structured.h) or, where that is not looked
 * at, by its name.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_REFUSED_H
#define COOP_INDEXER_DECODE_FILETYPE_REFUSED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/refused.h"

/* By the suffix of a path. */
enum refused filetype_refused_name(const char *path);
/* By the start of a file: of any, or of one that is no text. */
enum refused filetype_refused_content(const char *s, size_t n);
enum refused filetype_refused_binary(const char *s, size_t n);

/* What one file of a kind is, and what to do with it, in the user's language. */
const char *filetype_refused_one(enum refused kind);
/* The same of several. */
const char *filetype_refused_many(enum refused kind);

#endif
