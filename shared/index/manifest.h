/*
 * manifest.h - the file of a generation that says what belongs to it beside its base.
 *
 * A generation is a base, the segment in its own folder, and up to two segments more, in folders
 * inside it: what was added to the base since, and copies of those of its documents that are gone
 * (snapshot.h). The manifest leads to these and to the files about the sources; each is named with a
 * checksum, so that one of another state of the index is noticed. The stub has the checksum of the
 * manifest.
 *
 * The file is text. Lines, in this order; those of what there is not are left out:
 *   coopidx manifest 1
 *   root PATH              the folder that stored paths are relative to, absolute; bytes up to a
 *                          blank, '%' and those from 127 on as %XX
 *   shard K/N FACTS        of a shard: which it is, and the fingerprint of its facts (shard_mark.h)
 *   delta CCCCCCCC         coop_checksums_crc() of the segment in the folder `delta`
 *   removed CCCCCCCC       the same of the folder `removed`
 *   origin CCCCCCCC        CRC-32 of the file `origin`
 *   sources CCCCCCCC       the same of the file `sources`
 */
#ifndef COOP_INDEX_MANIFEST_H
#define COOP_INDEX_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/shard_mark.h"

#define COOP_INDEX_MANIFEST "manifest"

/* What a manifest names, in the order of its lines. */
enum coop_part {
	COOP_PART_DELTA, /* folders of segments */
	COOP_PART_REMOVED,
	COOP_PART_ORIGIN, /* files */
	COOP_PART_SOURCES,
	COOP_PARTS
};
enum { COOP_PART_SEGMENTS = COOP_PART_ORIGIN }; /* the parts before are segments */

/* The name of a part in the folder of the generation. */
const char *coop_part_name(enum coop_part part);

/* Begin with `= {0}`. */
struct coop_manifest {
	struct {
		bool there;
		uint32_t crc;
	} parts[COOP_PARTS];
	struct coop_buf root; /* empty when there is none */
	struct coop_shard_mark mark;
};

void coop_manifest_release(struct coop_manifest *m);

/* Appends the text of the file. */
void coop_manifest_print(const struct coop_manifest *m, struct coop_buf *out);
/* The checksum of a text, for the stub; never 0. */
uint32_t coop_manifest_crc(const char *text, size_t len);

/*
 * Parses the text of the file, which must be exactly what coop_manifest_print() gives: else
 * COOP_E_CORRUPT. To be released even after a failure.
 */
enum coop_status coop_manifest_parse(
	const char *text, size_t len, struct coop_manifest *out, struct coop_error *err);

/*
 * Reads the manifest of a generation, whose folder is open and called `path` in messages. `crc` is what
 * the stub says of it. To be released even after a failure.
 *
 * COOP_E_CORRUPT: it is another file than the stub was written for, or not as coopidx writes it.
 * COOP_E_STALE: it is missing. COOP_E_IO: it cannot be read.
 */
enum coop_status coop_manifest_read(int folder, const char *path, uint32_t crc,
	struct coop_manifest *out, struct coop_error *err);
/* The same for a generation whose stub is not known; empty, and no failure, when it has no manifest. */
enum coop_status coop_manifest_read_any(
	int folder, const char *path, struct coop_manifest *out, struct coop_error *err);

#endif
