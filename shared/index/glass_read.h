/*
 * glass_read.h - the version file of a database, read without the engine: where its
 * B-trees begin.
 *
 * A database consists of tables of the format "glass", which libxapian writes until
 * version 1.4 and reads until 2 (backends/glass in its source). Each table is a B-tree.
 * Numbers have two or four bytes, big-endian; a "uint" has seven bits a byte, lowest
 * first, with the high bit set where more bytes follow.
 *   iamglass: 16 bytes that name the format; 16 bytes UUID of the database; uint
 *     revision; then for each of the tables postlist, docdata, termlist, position,
 *     spelling and synonym: uint root block; uint 4 * levels above the leaves, + 1 if it
 *     is empty, + 2 if it is sequential; uint entries; uint block size / 2048; uint;
 *     string (a uint length and the bytes); then uints: documents, last docid -
 *     documents, and six more
 *   NAME.glass: blocks
 *     block: revision (4), level (1; 0 for a leaf), two numbers (2), end of the directory
 *       (2), directory: offsets of the items (2), in the order of their keys and pieces
 *     item of a leaf: 0x8000 if compressed + 0x4000 for the last piece + 0x2000 for the
 *       first + length of the item - 3 (2), length of the key (1), key, number of the
 *       piece from 1 (2; not in the first piece), bytes
 *     item of a branch: block below (4), length of the key (1), key, number of the piece
 *       (2): the block below has this key and piece and those after them
 */
#ifndef COOP_INDEX_GLASS_READ_H
#define COOP_INDEX_GLASS_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"
#include "shared/core/mapping.h"

#define COOP_GLASS_VERSION "iamglass" /* the version file */
#define COOP_GLASS_HEADER  11         /* bytes of a block before its directory */
#define COOP_GLASS_LEVELS  10         /* the most levels above the leaves */

enum coop_glass_table {
	COOP_GLASS_POSTLIST,
	COOP_GLASS_DOCDATA,
	COOP_GLASS_TERMLIST,
	COOP_GLASS_POSITION,
	COOP_GLASS_SPELLING,
	COOP_GLASS_SYNONYM,
	COOP_GLASS_TABLES
};

/* Where the B-tree of a table begins. */
struct coop_glass_root {
	bool empty;    /* there is no tree, and there may be no file */
	size_t block;  /* number of the root */
	size_t levels; /* above the leaves, up to COOP_GLASS_LEVELS */
	size_t size;   /* of a block, in bytes */
};

struct coop_glass {
	uint64_t revision;
	struct coop_glass_root roots[COOP_GLASS_TABLES];
	uint32_t documents, last; /* number of documents; highest docid ever given */
};

/*
 * Reads the version file. COOP_E_VERSION: it has another format. COOP_E_CORRUPT: it is
 * damaged.
 */
enum coop_status coop_glass_read(
	const struct coop_mapping *file, struct coop_glass *out, struct coop_error *err);

/* The name of a table's file. */
const char *coop_glass_file(enum coop_glass_table table);

/* Fails with COOP_E_CORRUPT: a file of the database is damaged. */
enum coop_status coop_glass_fail(const char *file, struct coop_error *err);

/* The big-endian numbers of blocks. */
static inline unsigned coop_glass_be16(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static inline uint32_t coop_glass_be32(const unsigned char *s)
{
	return (uint32_t)coop_glass_be16(s) << 16 | coop_glass_be16(s + 2);
}

/*
 * Reads a "sorted uint", whose bytes order as the numbers do, of exactly `n` bytes. Below 0x8000 it
 * has two bytes, big-endian; else three to six, whose first begins with one set bit for each byte
 * beyond two, and a clear bit.
 */
bool coop_glass_sorted(const unsigned char *s, size_t n, uint64_t *out);

#endif
