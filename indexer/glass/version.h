/*
 * version.h - writes the version file `iamglass`, which makes the tables a database.
 *
 * 16 bytes: 0f 0d "Xapian Glass" and the date of the format, 04 6e (14 March 2016); the
 * UUID in 16 bytes; the uint revision, 1; the roots of the tables postlist, docdata,
 * termlist, position, spelling and synonym; the uints document count, last docid - count,
 * lowest document length above 0, highest wdf, highest document length - highest wdf,
 * oldest changeset (0), total length, highest spelling frequency (0).
 *
 * A root: the uints root block; level * 4 + 2 if it is sequential (btree.h) + 1 if it is
 * empty; number of entries; block size / 2048; smallest tag that may be compressed (0 for
 * none); and as a string the free list: uint revision, uint first unused block, four zero
 * bytes. For an empty or missing table: 0, 3, 0, the block size, the smallest tag and an
 * empty string.
 *
 * The file is written last, under another name, and renamed: there is a whole database or
 * none.
 */
#ifndef COOP_INDEXER_GLASS_VERSION_H
#define COOP_INDEXER_GLASS_VERSION_H

#include <stdint.h>

#include "indexer/glass/btree.h"
#include "shared/core/error.h"

enum version_table {
	VERSION_POSTLIST,
	VERSION_DOCDATA,
	VERSION_TERMLIST,
	VERSION_POSITION,
	VERSION_TABLES
};

struct version {
	struct btree_root roots[VERSION_TABLES];
	uint32_t documents; /* numbered from 1 without gaps */
	uint32_t shortest;  /* the lowest document length above 0; 0 if there is none */
	uint32_t longest;   /* the highest document length */
	uint32_t highest_wdf;
	uint64_t total_length;
};

/*
 * Writes the file into `dir`, and syncs it and the folder to the disk. The UUID is
 * derived from the checksums of the tables: the same documents give the same database.
 */
enum coop_status version_write(
	const char *dir, const struct version *v, struct coop_error *err);

#endif
