/*
 * meta.h - the metadata of an index (layout.h), ready to be written.
 */
#ifndef COOP_INDEXER_SINK_META_H
#define COOP_INDEXER_SINK_META_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/terms/facts.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

struct meta {
	const char *name;
	struct coop_buf value;
};

#define META_COUNT 10

/* The entries in the order of their names; one without a value is not written. */
struct index_meta {
	struct meta at[META_COUNT];
};

/*
 * Makes the metadata of an index. `length` is the sum of the documents' lengths, `in_lists` tells that
 * positions are in our posting lists alone, `wordlist` is packed (wordlist.h). Acronyms that were
 * learned get the stems of their long forms. To be released even after a failure.
 */
enum coop_status meta_make(struct index_meta *m, const struct facts *facts,
	uint64_t length, bool in_lists, const struct coop_buf *wordlist,
	struct coop_error *err);
void meta_release(struct index_meta *m);

#endif
