/*
 * label.h - parses a labelled value: "Durée : 1h12".
 */
#ifndef COOP_INDEXER_NOTICE_LABEL_H
#define COOP_INDEXER_NOTICE_LABEL_H

#include "indexer/notice/header_line.h"

/*
 * Whether a line has a known label: HEADER_LABEL, HEADER_PART or HEADER_CONTACT. A label alone, with
 * its value on the lines below, must have a colon, be all capitals, or be a `heading`.
 */
bool label_find(
	struct span line, bool heading, struct coop_buf *folded, struct header *h);

/* Splits "Label : value" with a label without a field, such as "Montage : ..."; else false. */
bool label_strange(struct span line, struct header *out);

#endif
