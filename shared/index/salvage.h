/*
 * salvage.h - the records of a damaged segment, as far as they can be read.
 *
 * The leaves of the table "docdata" are looked for in every block of its file, so that neither the
 * version file nor the branches of the tree are needed: the bulk builder leaves no block in the file
 * that is not part of the tree. A record is taken if it has the hash (hashes.h) that was written for it,
 * or if its pages are as they were written and the hash cannot be read.
 */
#ifndef COOP_INDEX_SALVAGE_H
#define COOP_INDEX_SALVAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/index/record.h"

struct coop_salvage;

enum coop_salvaged {
	COOP_SALVAGE_LOST,     /* there is no such record that could be trusted */
	COOP_SALVAGE_UNHASHED, /* the record is there, its hash cannot be read */
	COOP_SALVAGE_WHOLE
};

/*
 * Opens a segment in a folder, which is borrowed until this returns, and called `path` in messages.
 * `crc` is the checksum of its checksums; NULL: not known. That files are damaged or missing is no
 * failure. COOP_E_IO: one cannot be opened.
 */
enum coop_status coop_salvage_open(int folder, const char *path, const uint32_t *crc,
	struct coop_salvage **out, struct coop_error *err);
void coop_salvage_free(struct coop_salvage *s); /* NULL is fine */

/* No more documents than these can ever have been in the files that are there. */
uint32_t coop_salvage_most(const struct coop_salvage *s);
/* Whether the checksums, if they can be used, name a file. */
bool coop_salvage_names(const struct coop_salvage *s, const char *name);

/*
 * Reads the record of a document, which is to be initialised, and its hash. Fails when memory runs out;
 * what cannot be read is told by `*how`.
 */
enum coop_status coop_salvage_read(struct coop_salvage *s, uint32_t docid,
	struct coop_record *out, uint64_t *hash, enum coop_salvaged *how,
	struct coop_error *err);

#endif
