/*
 * previous_internal.h - the segments of the generation before; for previous.c and previous_salvage.c.
 */
#ifndef COOP_INDEXER_UPDATE_PREVIOUS_INTERNAL_H
#define COOP_INDEXER_UPDATE_PREVIOUS_INTERNAL_H

#include "indexer/update/previous.h"
#include "shared/index/hashes.h"
#include "shared/index/salvage.h"

/* What is known of a document. */
enum document_flag {
	DOCUMENT_KEPT = 1,      /* the new generation has it */
	DOCUMENT_EXCLUDED = 16, /* it is not to have it, though its source stays */
	DOCUMENT_THERE =
		2, /* a source has it; this and what follows of a damaged generation only */
	DOCUMENT_LOST = 4,
	DOCUMENT_UNHASHED = 8
};

struct previous_segment {
	const struct coop_segment *segment;
	struct coop_hashes hashes;
	struct coop_stored *stored; /* NULL: none is open */
	uint32_t next;              /* the docid that `stored` gives next */
	uint8_t *flags;             /* enum document_flag, by docid */
	/* of a damaged generation, instead of the above; NULL: the segment is not there at all */
	struct coop_salvage *salvage;
	uint64_t *computed; /* hashes by docid */
};

/* Whether a damaged generation had what the engine's tools need. */
bool previous_salvage_has_tools(const struct previous *p);
/* Reads a document of a damaged generation. */
enum coop_status previous_salvage_record(struct previous *p, struct document_place at,
	struct coop_record *out, struct coop_error *err);

#endif
