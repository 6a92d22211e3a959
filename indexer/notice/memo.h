/*
 * memo.h - records as BCDI, the catalogue of French school libraries, writes them into a text.
 *
 * A field is a line "TI_NOT: La Scierie", with the code of a table behind the underscore; what follows
 * up to the next field belongs to it, without the "//" that may end it. A record ends with a line "//", a
 * rule, or where its first field or its title comes again. What a code means, the table of headings
 * knows (shared/index/heading.h); other fields keep their codes as names.
 */
#ifndef COOP_INDEXER_NOTICE_MEMO_H
#define COOP_INDEXER_NOTICE_MEMO_H

#include "indexer/notice/found.h"

/* Whether a text begins with such a record: two fields or more, one of them a title. */
bool memo_begins(struct span text, struct coop_buf *scratch);

/* The length of the record at the start of a text, with the line that ends it. */
size_t memo_length(struct span text, struct coop_buf *scratch);

/* Adds the fields of a record. */
void memo_add(struct found *f, struct span record);

#endif
