/*
 * glass_read.h - the version file of a database, read without the engine: where its trees begin.
 *
 * A table is a B-tree of the format "glass", which the engine writes until version 1.4 and
 * reads until 2 (backends/glass in its source). Numbers are of two or four bytes, the highest
 * first, but for uints: seven bits a byte, lowest first, the high bit where more follow.
 *   iamglass: 16 bytes that name the format; 16 that name the database; uint revision; then of
 *     the tables postlist, docdata, termlist, position, spelling and synonym: uint root block,
 *     uint four times the levels above the leaves, and 1 when it is empty, and 2, uint entries,
 *     uint block size / 2048, uint, string (a uint length and the bytes); then uints: documents,
 *     last docid less that, and six more
 *   NAME.glass: blocks
 *     block: revision (4), level (1; 0 for a leaf), two numbers (2), where its directory ends
 *       (2), the directory: offsets of items (2), in the order of their keys and pieces
 *     item of a leaf: 0x8000 for compressed + 0x4000 for the last piece + 0x2000 for the first
 *       + length of the item less 3 (2), length of the key (1), key, number of the piece from 1
 *       (2; not of the first), bytes
 *     item of another block: block below (4), length of the key (1), key, number of the piece
 *       (2): that block has this key and piece and those behind
 */
#ifndef COOP_INDEX_GLASS_READ_H
#define COOP_INDEX_GLASS_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/core/mapping.h"

#define COOP_GLASS_VERSION "iamglass" /* the file */
#define COOP_GLASS_HEADER  11         /* bytes of a block before its directory */
#define COOP_GLASS_LEVELS  10         /* above the leaves, at most */

enum coop_glass_table {
	COOP_GLASS_POSTLIST,
	COOP_GLASS_DOCDATA,
	COOP_GLASS_TERMLIST,
	COOP_GLASS_POSITION,
	COOP_GLASS_SPELLING,
	COOP_GLASS_SYNONYM,
	COOP_GLASS_TABLES
};

/* Where the tree of a table begins. */
struct coop_glass_root {
	bool empty;    /* there is no tree, and perhaps no file */
	size_t block;  /* number of the root */
	size_t levels; /* above the leaves, up to COOP_GLASS_LEVELS */
	size_t size;   /* of a block, in bytes */
};

struct coop_glass {
	uint64_t revision;
	struct coop_glass_root roots[COOP_GLASS_TABLES];
	uint32_t documents, last; /* how many there are, and the highest docid */
};

/*
 * Reads the version file. COOP_E_VERSION: of another format. COOP_E_CORRUPT: it cannot be what
 * was written.
 */
enum coop_status coop_glass_read(
	const struct coop_mapping *file, struct coop_glass *out, struct coop_error *err);

/* The name of a table's file. */
const char *coop_glass_file(enum coop_glass_table table);

/* Fails with COOP_E_CORRUPT: a file of the database is not as it was written. */
enum coop_status coop_glass_fail(const char *file, struct coop_error *err);

/* Numbers as the blocks hold them. */
static inline unsigned coop_glass_be16(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static inline uint32_t coop_glass_be32(const unsigned char *s)
{
	return (uint32_t)coop_glass_be16(s) << 16 | coop_glass_be16(s + 2);
}

/*
 * Reads a uint and moves `*s` behind it; false, with `*s` anywhere up to `end`, when there is
 * none that ends before `end` and fits into `*n`.
 */
static inline bool coop_glass_uint(
	const unsigned char **s, const unsigned char *end, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; *s < end && shift < 63; shift += 7) {
		unsigned char byte = *(*s)++;
		*n |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

#endif
