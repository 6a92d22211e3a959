/*
 * whole.h - the facts of an index that is dealt to shards: what each of these must know of all records.
 *
 * `coopidx --collect-facts` learns them from the same sources, and writes them to a file; a shard that is made
 * with it has the terms and the impacts that one index would give its documents, on whatever machine. They
 * stay while the sources change, and are made anew once the whole has drifted from them (whole_drifted()):
 * then all shards are.
 *
 * The file; `uint` is little-endian base 128, `string` a uint length and the bytes:
 *   "coopFA01"; four bytes, little-endian: CRC-32 of all that follows
 *   string: the fingerprint of the analysis
 *   uint number of documents; uint sum of their lengths (impact.h), of which the average follows
 *   strings: the acronyms, and their proofs, as they are stored in an index (acronyms.h)
 *   uint number of exceptions (dealing.h); their paths as they are stored, a string each, in the order of
 *   reading
 * Its fingerprint, which the shards keep, is XXH3 of all of it.
 */
#ifndef COOP_INDEXER_UPDATE_WHOLE_H
#define COOP_INDEXER_UPDATE_WHOLE_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/terms/facts.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"

#define WHOLE_MAGIC "coopFA01"
enum { WHOLE_MAGIC_LEN = 8, WHOLE_FILE_MAX = 1 << 30 /* bytes */ };

/* Begin with `= {.facts = {0}}`. */
struct whole {
	struct facts
		facts; /* its mark has the fingerprint alone: which shard is up to the user */
	uint64_t documents, length;
	struct coop_strmap *exceptions; /* of dealing.h */
};

void whole_release(struct whole *w);

/*
 * Appends the bytes of the file. `acronyms` may be a table that is being made, which gets the stems of its long
 * forms; `exceptions` may be NULL.
 */
enum coop_status whole_pack(uint64_t documents, uint64_t length,
	struct coop_acronyms *acronyms, const struct coop_strmap *exceptions,
	struct coop_buf *out, struct coop_error *err);

/*
 * Understands the bytes of a file, which nothing is trusted of. COOP_E_INPUT: they are none, or damaged.
 * COOP_E_VERSION: the analysis is another one. To be released even after a failure.
 */
enum coop_status whole_parse(
	const char *s, size_t len, struct whole *out, struct coop_error *err);

/* The same for a file; COOP_E_IO: it cannot be read. Messages name it. */
enum coop_status whole_read(const char *file, struct whole *out, struct coop_error *err);
/*
 * Whether so many documents of that length, in all shards, no longer have these facts: by the rules by which a
 * base is folded (indexer/segments.h). Of a small whole each change is drift.
 */
bool whole_drifted(const struct whole *w, uint64_t documents, uint64_t length);

#endif
