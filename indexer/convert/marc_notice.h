/*
 * marc_notice.h - a record of MARC as a notice, by the rules of marc_table.h.
 */
#ifndef COOP_INDEXER_CONVERT_MARC_NOTICE_H
#define COOP_INDEXER_CONVERT_MARC_NOTICE_H

#include "indexer/convert/marc_record.h"
#include "indexer/convert/marc_table.h"
#include "shared/index/record.h"

struct marc_notices;

/* NULL when memory runs out. */
struct marc_notices *marc_notices_new(void);
void marc_notices_free(struct marc_notices *m); /* NULL is fine */

/*
 * Fills a record that was reset; it stays empty where the record of MARC says nothing. A failure of memory
 * stays in it.
 */
void marc_notices_fill(
	struct marc_notices *m, const struct marc_record *r, struct coop_record *out);

/* Appends the names of the formats that were met, with a comma between them. */
void marc_notices_formats(const struct marc_notices *m, struct coop_buf *out);

#endif
