/*
 * previous.h - the generation that an update begins from: its table of sources, its documents, and which
 * of these the new generation keeps.
 */
#ifndef COOP_INDEXER_UPDATE_PREVIOUS_H
#define COOP_INDEXER_UPDATE_PREVIOUS_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/report/stop.h"
#include "indexer/update/sources.h"
#include "shared/core/error.h"
#include "shared/index/record.h"
#include "shared/index/snapshot.h"
#include "shared/index/stored.h"
#include "shared/index/stub.h"

/* A document, by its segment and its docid there; docid 0: none. */
struct document_place {
	enum source_segment segment; /* SOURCE_BASE or SOURCE_DELTA */
	uint32_t docid;
};

struct previous {
	/* NULL: it is damaged, and was opened by previous_salvage() */
	struct coop_snapshot *snapshot;
	struct sources sources;
	uint32_t documents[2]; /* of the base and the delta */
	struct coop_buf
		root; /* what paths of sources are relative to; empty for nothing */
	/* private */
	struct previous_segment *segments; /* by enum source_segment */
	struct coop_buf scratch;
};

/*
 * Opens generation `number`. `folder` is the open folder of the index, which messages call `dir`.
 * COOP_E_NOINDEX: it has no table of sources, or no hashes of its documents: it cannot be updated, only
 * replaced. Otherwise fails as coop_snapshot_open_generation() does. With `analyzer` NULL the analysis
 * may be another one.
 */
enum coop_status previous_open(int folder, const char *dir, unsigned long number,
	struct coop_analyzer *analyzer, struct previous **out, struct coop_error *err);

/*
 * The same for a generation that is damaged, of which the manifest and the table of sources are whole:
 * else COOP_E_CORRUPT or COOP_E_STALE. Reads all of its documents. Those that are damaged are lost;
 * the sources that they are from are marked with SOURCE_LOST and SOURCE_UNREAD. Nothing but records
 * and hashes can be asked of it: a new generation must have a new base. `stub` names the generation;
 * checksums of 0 in it are not known. COOP_E_INTERRUPTED once `stop` is set.
 */
enum coop_status previous_salvage(int folder, const char *dir,
	const struct coop_stub *stub, const stop_flag *stop, struct previous **out,
	struct coop_error *err);
void previous_free(struct previous *p); /* NULL is fine */

/* The number of records of a source that are lost, and of all whose hash cannot be read. */
uint64_t previous_count_lost(const struct previous *p, const struct source *of);
uint64_t previous_count_unhashed(const struct previous *p, const struct source *of);
/* Whether the generation has what the engine's tools need, or had it before it was damaged. */
enum coop_status previous_has_tools(
	const struct previous *p, bool *has, struct coop_error *err);

/* Whether the record of a document is damaged, so that it cannot be read. */
bool previous_is_lost(const struct previous *p, struct document_place at);

/* Reads a document; the hash of its packed form (hashes.h). */
enum coop_status previous_record(struct previous *p, struct document_place at,
	struct coop_record *out, struct coop_error *err);
enum coop_status previous_hash(const struct previous *p, struct document_place at,
	uint64_t *out, struct coop_error *err);

/*
 * Finds the document that has an id, whether the new generation keeps it or not; not in a generation
 * that is damaged.
 */
enum coop_status previous_find(struct previous *p, const char *id, size_t len,
	struct document_place *out, struct coop_error *err);

/* Notes that the new generation has a document, or not after all; whether it does. */
void previous_keep(struct previous *p, struct document_place at);
void previous_drop(struct previous *p, struct document_place at);
bool previous_is_kept(const struct previous *p, struct document_place at);

/* Notes that the new generation is not to have a document, though its source stays; whether it is so. */
void previous_exclude(struct previous *p, struct document_place at);
bool previous_is_excluded(const struct previous *p, struct document_place at);

/* Whether the generation has the document at all: that of the base may be gone already. */
bool previous_was_there(const struct previous *p, struct document_place at);

/* The number of documents of the base that the new generation does not have. */
uint32_t previous_count_gone(const struct previous *p);
/* The number of documents of the generation that the new one does not have. */
uint32_t previous_count_dropped(const struct previous *p);

#endif
