/*
 * fingerprint.h - a fingerprint of what an index answers from: equal for equal contents, however the
 * index came about.
 *
 * It covers the schema, the fingerprint of the analysis, and the hashes (hashes.h) of the records in the
 * order of their sources, as building anew would number them. What follows from these is left out: the
 * suffixes of copies' ids, terms, facts. So is what differs between indexes of one content: where it
 * lies, its root, its generations, which records are in a delta, when it was made, and by which machine.
 *
 * Facts are left out on purpose. A delta is built with those of its base (indexer/terms/facts.h), which
 * folding learns anew: within the limits up to which a delta is kept, scores may differ by a little
 * between two indexes of one fingerprint.
 *
 * It is XXH3 of 128 bits, as 32 hexadecimal digits, and costs eight bytes read for each record. It tells
 * indexes apart that differ by chance or by work; like the hashes that it is made of, it is no proof
 * against somebody who makes two indexes with one fingerprint. SHA-256 of the same hashes would be no
 * better there, and slower.
 */
#ifndef COOP_INDEX_FINGERPRINT_H
#define COOP_INDEX_FINGERPRINT_H

#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/hashes.h"
#include "shared/index/reader.h"
#include "shared/index/snapshot.h"

/* Room for a fingerprint with its NUL. */
enum { COOP_FINGERPRINT_TEXT = 33 };

struct coop_fingerprint;

/* Begins the fingerprint of a snapshot, which is borrowed; it fails as its hashes do (hashes.h). */
enum coop_status coop_fingerprint_new(const struct coop_snapshot *snapshot,
	struct coop_fingerprint **out, struct coop_error *err);
void coop_fingerprint_free(struct coop_fingerprint *f); /* NULL is fine */

/*
 * Adds `count` documents of a segment of the snapshot, its base or its delta, from the docid `first` on,
 * which must be within that segment. An index that the engine wrote has no hashes: they are computed from
 * the records. COOP_E_CORRUPT: these, or the hashes, are damaged.
 */
enum coop_status coop_fingerprint_add(struct coop_fingerprint *f,
	const struct coop_segment *segment, uint32_t first, uint32_t count,
	struct coop_error *err);

/*
 * Adds all documents of the snapshot in the order of their sources. `generation` is its open folder,
 * which messages call `path`. The manifest must name the table of sources.
 */
enum coop_status coop_fingerprint_add_all(struct coop_fingerprint *f, int generation,
	const char *path, struct coop_error *err);

/* The fingerprint of all that was added. */
void coop_fingerprint_print(
	const struct coop_fingerprint *f, char out[COOP_FINGERPRINT_TEXT]);

#endif
