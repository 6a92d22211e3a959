/*
 * credit.h - "Un film de Jérôme Surroca": the line that names who made a film.
 */
#ifndef COOP_INDEXER_NOTICE_CREDIT_H
#define COOP_INDEXER_NOTICE_CREDIT_H

#include "indexer/notice/span.h"

/*
 * What stands behind "Un film de", "Réalisé par" and the like; `*bare` when that is no more than
 * "de", which may begin other things. False when there is none.
 */
bool credit_split(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare);

/* The same, if what stands behind can be a name. */
bool credit_find(
	struct span line, struct coop_buf *folded, struct span *name, bool *bare);

#endif
