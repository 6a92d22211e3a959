/*
 * credit.h - parses a credit: "Un film de Jérôme Surroca".
 */
#ifndef COOP_INDEXER_NOTICE_CREDIT_H
#define COOP_INDEXER_NOTICE_CREDIT_H

#include "indexer/notice/span.h"

/*
 * What follows "Un film de", "Réalisé par" and the like; `*bare` when it is a mere "de", which may
 * begin anything. False when the line begins with none of them.
 */
bool credit_split(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare);

/* The same, but true only if what follows can be a name. */
bool credit_find(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare);

#endif
