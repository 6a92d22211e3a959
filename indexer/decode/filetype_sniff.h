/*
 * filetype_sniff.h - recognises the kind of a file by its content.
 */
#ifndef COOP_INDEXER_DECODE_FILETYPE_SNIFF_H
#define COOP_INDEXER_DECODE_FILETYPE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/decode/filetype.h"

/*
 * The kind whose signature the start of a file has: PDF, RTF, ZIP or one of the documents that are ZIP
 * archives, HTML or another vocabulary of XML, JSON, MARC, e-mails. NULL when it has none.
 */
const struct filetype *filetype_sniff(const char *s, size_t n);

/*
 * Whether a record of ISO 2709 begins there: a leader, and the first entry of a directory. Twelve digits
 * after a tag, at a place that depends on digits before it, are no accident.
 */
bool filetype_is_iso2709(const char *s, size_t n);

/*
 * Whether the start of a file, in UTF-8 or Windows-1252, is that of a program, an image or the like:
 * at least a few bytes, and two in a hundred, are control characters that texts do not have, or
 * nearly every third byte is a NUL. Fewer are taken for damage.
 */
bool filetype_is_binary(const char *s, size_t n);

#endif
