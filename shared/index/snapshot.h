/*
 * snapshot.h - an index as it was when it was opened.
 *
 * A generation (layout.h) is up to three segments:
 *
 *   the base     in the folder of the generation itself,
 *   the delta    in its folder `delta`: documents that were added since the base was made,
 *   the removed  in its folder `removed`: copies of those documents of the base that are gone, and
 *                the tombstones, which tell which ones these are.
 *
 * Most have a base alone. The two others are there when the manifest names them; then all three have
 * posting lists. All are made by the same code with the same facts, so that the frequency of a term
 * in the snapshot is exactly that in the base, less that in the removed, plus that in the delta. The
 * docids of a snapshot are those of the base, and after its last one those of the delta in order.
 *
 * The tombstones are the file COOP_TOMBSTONES_FILE of the removed: for each of its documents the docid
 * that the original has in the base, ascending, in four bytes, little-endian. The checksums of that
 * segment cover it.
 *
 * Any number of threads may share a snapshot.
 */
#ifndef COOP_INDEX_SNAPSHOT_H
#define COOP_INDEX_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/manifest.h"
#include "shared/index/segment.h"

struct coop_analyzer;

/* All of it is to be read only. */
struct coop_snapshot {
	struct coop_segment base, delta, removed; /* the last two may be `{0}` */
	uint64_t documents;                       /* that are not gone */
	uint32_t last;                            /* the last docid of the base */
	uint64_t *tombstones; /* a bit for each docid from 0 to `last`; NULL for none */
	struct coop_manifest manifest; /* empty when there is none */
};

/*
 * Opens the current generation of an index for reading, after checking that it is one and fits the
 * analyzer. All its files are open from then on. When it is removed by a build meanwhile, the
 * generation that is current by then is opened.
 *
 * COOP_E_NOINDEX: there is no index. COOP_E_VERSION: it was made by another version.
 * COOP_E_CORRUPT: it is damaged, or not made by coopidx, as where a file is a link; also when only
 * the posting lists have positions (layout.h) but they cannot be used. COOP_E_IO: a file cannot be
 * opened. COOP_E_STALE: it is replaced faster than it can be opened.
 */
enum coop_status coop_snapshot_open(const char *dir, struct coop_analyzer *analyzer,
	struct coop_snapshot **out, struct coop_error *err);

/*
 * The same for one of its generations, whether current or not. `folder` is the open index folder,
 * which messages call `dir`. COOP_E_STALE when one of the files is missing. With `analyzer` NULL it may
 * have been made by another analysis: then its records can be used, and nothing else.
 */
enum coop_status coop_snapshot_open_generation(int folder, const char *dir,
	unsigned long number, struct coop_analyzer *analyzer, struct coop_snapshot **out,
	struct coop_error *err);

/*
 * Opens an index on another machine (remote.h), whose base alone there is. COOP_E_NOINDEX: it was made without
 * --engine-tools. COOP_E_VERSION: by another version.
 */
enum coop_status coop_snapshot_open_remote(const struct coop_remote_place *places,
	size_t count, const char *name, unsigned timeout_ms,
	struct coop_analyzer *analyzer, struct coop_snapshot **out,
	struct coop_error *err);

void coop_snapshot_free(struct coop_snapshot *s); /* NULL is fine */

/* The folder that stored paths are relative to, absolute; "" when there is none. */
const char *coop_snapshot_root(const struct coop_snapshot *s);

/* Appends a piece of metadata, of the base. */
enum coop_status coop_snapshot_meta(const struct coop_snapshot *s, const char *name,
	struct coop_buf *out, struct coop_error *err);

/* Reads which shard it is (shard_mark.h): 0 of 0 for one that is none. COOP_E_CORRUPT: that cannot be read. */
enum coop_status coop_snapshot_mark(const struct coop_snapshot *s,
	struct coop_shard_mark *mark, struct coop_error *err);

/* Whether an index has what the engine's tools need (layout.h), and not only our posting lists positions. */
enum coop_status coop_snapshot_has_tools(
	const struct coop_snapshot *s, bool *has, struct coop_error *err);

/* The last docid of the snapshot. */
static inline uint32_t coop_snapshot_last(const struct coop_snapshot *s)
{
	return s->last + (s->delta.reader ? coop_reader_last(s->delta.reader) : 0);
}

/* Whether a document of the base is gone. */
static inline bool coop_snapshot_is_removed(const struct coop_snapshot *s, uint32_t docid)
{
	return s->tombstones && docid <= s->last &&
	       s->tombstones[docid / 64] >> docid % 64 & 1;
}

#endif
