/*
 * hashes.h - a hash of each record of a segment, by which an update finds what has not changed.
 *
 * A hash covers the content of a packed record (record.h): equal records have equal hashes, indexed or
 * not yet, and whatever other records there are. Different ones have the same hash once in 2^64 pairs;
 * that is no defence against whoever looks for two. It is XXH3 of 64 bits with seed 0 (xxHash 0.8),
 * the same on all machines.
 *
 * The file COOP_HASHES_FILE holds, for each document from 1 on, its hash: eight bytes, little-endian.
 * The bulk builder writes it; an index that the engine wrote has none.
 */
#ifndef COOP_INDEX_HASHES_H
#define COOP_INDEX_HASHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/reader.h"
#include "shared/index/record.h"

#define COOP_HASHES_FILE "hashes"
enum { COOP_HASH_BYTES = 8 };

/* XXH3 of 64 bits with seed 0 of any bytes. */
uint64_t coop_hash_bytes(const char *s, size_t len);

/* The hash of a record with this packed form. */
uint64_t coop_hash_packed(const struct coop_record *r, const char *packed, size_t len);

/* The hashes of a segment. Initialise with `= {0}`. */
struct coop_hashes {
	struct coop_mapping file;
	struct coop_pages pages;
};

/*
 * Maps the hashes of a segment; its reader is borrowed until they are closed. `h->file.there` is
 * false where there are none. COOP_E_CORRUPT: they are not of its documents. COOP_E_STALE: they are
 * missing. COOP_E_IO: they cannot be opened. To be closed even after a failure.
 */
enum coop_status coop_hashes_open(
	const struct coop_reader *reader, struct coop_hashes *h, struct coop_error *err);
void coop_hashes_close(struct coop_hashes *h);

/*
 * Reads the hash of a document, from 1 to coop_reader_last(). COOP_E_CORRUPT: its page is not as it
 * was written.
 */
enum coop_status coop_hashes_get(const struct coop_hashes *h, uint32_t docid,
	uint64_t *hash, struct coop_error *err);

#endif
