/*
 * label.h - "Durée : 1h12": a label and its value.
 */
#ifndef COOP_INDEXER_NOTICE_LABEL_H
#define COOP_INDEXER_NOTICE_LABEL_H

#include "indexer/notice/header.h"

/*
 * Whether a line has a label that is known: HEADER_LABEL, HEADER_PART or HEADER_CONTACT. A label
 * alone, its value on the lines below, needs a colon, capitals throughout, or `heading`.
 */
bool label_find(
	struct span line, bool heading, struct coop_buf *folded, struct header *h);

/* Splits "Label : value" with a label no field has, such as "Montage : ..."; else false. */
bool label_strange(struct span line, struct header *out);

#endif
