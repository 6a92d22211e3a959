/*
 * filetype_marks.h - kinds of files that are not read and are no text, by the bytes at their start.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_MARKS_H
#define COOP_INDEXER_DECODE_FILETYPE_MARKS_H

#include <stddef.h>

#include "indexer/decode/refused.h"

/* REFUSED_OLE for what ole_kind() tells more of. */
enum refused filetype_marks_find(const char *s, size_t n);

#endif
