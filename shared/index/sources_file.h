/*
 * sources_file.h - reading the table of what an index was made from: each file, as it was when it was
 * read, and where its records are.
 *
 * It is the file `sources` of a generation, which the manifest names with its checksum. Sources stand in
 * the order in which they were read, the order in which building anew would read them; so the records of
 * an index in the order of its sources are those of building anew.
 *
 * The file; `uint` is little-endian base 128, `string` a uint length and the bytes; numbers of eight
 * bytes are little-endian:
 *   "coopSR02"; eight bytes: when the build began, in nanoseconds since 1970
 *   uint bytes of the table of rejected rows, of all sources
 *   uint number of sources; then for each
 *     string path, relative to the root; uint flags; uint size
 *     eight bytes each: mtime in nanoseconds; hash of the content, 0 when it was not computed;
 *     fingerprint of what reading depends on beside the content
 *     uints: rejected, repaired, copies, bytes of its rejected rows
 *     uint number of runs; then for each: uint 2 * first docid + 1 if in the delta, else 0;
 *     uint number of documents
 * The indexer, which writes it, tells more of these members (indexer/update/sources.h).
 */
#ifndef COOP_INDEX_SOURCES_FILE_H
#define COOP_INDEX_SOURCES_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

#define COOP_SOURCES_MAGIC "coopSR02"
enum { COOP_SOURCES_MAGIC_LEN = 8 };

/* A source, as it stands in the file. */
struct coop_source_entry {
	const char *path; /* `path_len` bytes without a NUL; borrowed */
	size_t path_len;
	uint64_t flags, size, hash, settings;
	int64_t mtime;
	uint64_t rejected, repaired, copies, rejected_bytes;
};

/* Documents of a source: consecutive ones of the base or of the delta. */
struct coop_source_run {
	bool in_delta;
	uint32_t first, count; /* the first docid in that segment; neither is 0 */
};

/* Takes what is read, in its order; members but `data` may be NULL. */
struct coop_sources_taker {
	enum coop_status (*head)(void *data, int64_t begun, uint64_t rejected_bytes,
		struct coop_error *err);
	enum coop_status (*source)(void *data, const struct coop_source_entry *source,
		struct coop_error *err);
	enum coop_status (*run)(
		void *data, const struct coop_source_run *run, struct coop_error *err);
	void *data;
};

/*
 * Reads the file from the folder of a generation, which messages call `path`; its runs may lead to the
 * first `base` documents of the base and `delta` of the delta. COOP_E_CORRUPT: it is not as it was
 * written; `crc` is its checksum.
 */
enum coop_status coop_sources_read(int folder, const char *path, uint32_t crc,
	uint32_t base, uint32_t delta, const struct coop_sources_taker *taker,
	struct coop_error *err);

#endif
