/*
 * meta.h - what an index says of itself (index.h), ready to be written.
 */
#ifndef COOP_INDEXER_META_H
#define COOP_INDEXER_META_H

#include "shared/buf.h"
#include "shared/error.h"
#include "shared/lexicon.h"

struct meta {
	const char *name;
	struct coop_buf value;
};

#define META_COUNT 6

/* The pieces of metadata, in the order of their names. */
struct index_meta {
	struct meta at[META_COUNT];
};

/*
 * Makes the metadata of an index. `vocabulary` is packed (vocab.h); the acronyms get the stems
 * of their long forms. To be released even after
 * a failure.
 */
enum coop_status meta_make(struct index_meta *m, double avgdl,
	const struct coop_buf *vocabulary, struct coop_lexicon *acronyms,
	struct coop_error *err);
void meta_release(struct index_meta *m);

#endif
