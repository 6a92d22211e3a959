/*
 * rtf.h - the text of RTF, as Word, LibreOffice and the programs of Macs write it.
 *
 * Paragraphs, rows of tables and notes become what they do of other documents (doc.h); headings are the
 * paragraphs of the first level or with the style of a title. What is hidden or deleted, headers and
 * footers, fields, pictures and objects are left out.
 */
#ifndef COOP_INDEXER_CONVERT_RTF_H
#define COOP_INDEXER_CONVERT_RTF_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/convert/doc.h"

/*
 * Converts a file. One that ends before its last brace is read as far as it goes, with REMARK_CUT.
 * CONVERSION_DAMAGED when it is no RTF, CONVERSION_TOO_DEEP for groups in more than 1000 others.
 */
enum conversion_failure rtf_convert(struct doc *doc, const char *s, size_t n);

#endif
