/*
 * glass.h - what is read of a database without the engine: where its trees begin.
 *
 * A table is a B-tree of the format "glass", which the engine writes until version 1.4 and
 * reads until 2 (backends/glass in its source). Numbers are of two or four bytes, the highest
 * first, but for uints: seven bits a byte, lowest first, the high bit where more follow.
 *   iamglass: 16 bytes that name the format; 16 that name the database; uint revision; then of
 *     the tables postlist, docdata, termlist, position, spelling and synonym: uint root block,
 *     uint four times the levels above the leaves, and 1 when it is empty, uint entries, uint
 *     block size / 2048, uint, string (a uint length and the bytes)
 *   NAME.glass: blocks
 *     block: revision (4), level (1; 0 for a leaf), two numbers (2), where its directory ends
 *       (2), the directory: offsets of items (2), in the order of their keys and pieces
 *     item of a leaf: 0x8000 for compressed + 0x4000 for the last piece + 0x2000 for the first
 *       + length of the item less 3 (2), length of the key (1), key, number of the piece from 1
 *       (2; not of the first), bytes
 *     item of another block: block below (4), length of the key (1), key, number of the piece
 *       (2): that block has this key and piece and those behind
 */
#ifndef COOP_GLASS_H
#define COOP_GLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/error.h"

#define COOP_GLASS_HEADER 11 /* bytes of a block before its directory */

/* Where the tree of a table begins; all 0 when the table is empty. */
struct coop_glass_root {
	size_t block;  /* number of the root */
	size_t levels; /* above the leaves */
	size_t size;   /* of a block, in bytes */
};

struct coop_glass {
	bool known; /* whether it is of this format; if not, nothing else is set */
	uint64_t revision;
	struct coop_glass_root postlist, docdata, termlist, position;
};

/* Reads the version file in a database's folder. */
enum coop_status coop_glass_read(
	const char *dir, struct coop_glass *out, struct coop_error *err);

/*
 * Checks the roots of what a search reads: every question passes there, and where one is
 * damaged the engine may read memory that is not its own. COOP_E_CORRUPT tells; what is not of
 * this format, or not there, is left to the engine.
 */
enum coop_status coop_glass_check(const char *dir, struct coop_error *err);

/* Numbers as the blocks hold them. */
static inline unsigned coop_glass_number2(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static inline uint32_t coop_glass_number4(const unsigned char *s)
{
	return (uint32_t)coop_glass_number2(s) << 16 | coop_glass_number2(s + 2);
}

#endif
