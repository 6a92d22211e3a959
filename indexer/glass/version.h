/*
 * version.h - the file `iamglass`, which makes four tables a database.
 *
 * 16 bytes: 0f 0d "Xapian Glass" and the format's date, 04 6e (14 March 2016); the UUID in
 * 16 bytes; the uint revision, 1; the roots of the tables postlist, docdata, termlist,
 * position, spelling and synonym; the uints document count, last docid - count, lowest
 * document length above 0, highest wdf, highest document length - highest wdf, oldest
 * changeset (0), total length, highest spelling frequency (0).
 *
 * A root: the uints root block; level * 4 + 2 if it is sequential (btree.h) + 1 if it is empty;
 * number of entries; block size / 2048; the smallest tag that may be compressed (0 for none); a
 * string, the free list: uint revision, uint first unused block, four zero bytes. Of an
 * empty table, or one that is not there: 0, 3, 0, the block size, that smallest tag and an empty string.
 *
 * Written last, under another name and renamed, so that there is a database or none.
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
	uint32_t documents; /* numbered from 1 on, without gaps */
	uint32_t shortest;  /* the lowest document length but for 0; 0 if all are */
	uint32_t longest;   /* the highest */
	uint32_t highest_wdf;
	uint64_t total_length;
};

/*
 * Writes the file into `dir` and makes it and the folder safe on the disk. The UUID is made
 * of the tables' checksums: the same documents give the same database.
 */
enum coop_status version_write(
	const char *dir, const struct version *v, struct coop_error *err);

#endif
