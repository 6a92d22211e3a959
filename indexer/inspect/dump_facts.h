/*
 * dump_facts.h - the facts of a shard in the head of a dump (dump.h).
 */
#ifndef COOP_INDEXER_INSPECT_DUMP_FACTS_H
#define COOP_INDEXER_INSPECT_DUMP_FACTS_H

#include <jansson.h>

#include "indexer/terms/facts.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Takes them, if the dump is of a shard; else `out`, which is empty, stays so. `text` is overwritten. To be
 * released even after a failure. COOP_E_INPUT: they are not as dump.h says.
 */
enum coop_status dump_take_facts(const json_t *o, struct facts *out,
	struct coop_buf *text, struct coop_error *err);

#endif
