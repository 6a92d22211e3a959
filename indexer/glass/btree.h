/*
 * btree.h - a table of the engine's glass format, written in one go.
 *
 * A table is a file of blocks of BTREE_BLOCK bytes that form a B-tree of keys and tags. It
 * is written here as nobody else writes it: from entries that come in order, each block
 * filled once and never changed. A leaf does not say where it lies, so the leaves of a table
 * can be written in several parts, each by a thread of its own; btree_join() puts those side
 * by side, and the branches above them.
 *
 * A block begins with 11 bytes, big-endian: revision (4), level (1, 0 is a leaf), free
 * bytes in the middle (2), free bytes in all (2), end of the directory (2). Then comes the
 * directory, the offset of each item in 2 bytes, in the order of the keys; the items fill
 * the block from its end downwards.
 *
 *   leaf item    2 bytes: the flags COMPRESSED 0x8000, LAST 0x4000, FIRST 0x2000 of a piece
 *                of a tag, and the item's size less 3 in 13 bits; key length (1); key; the
 *                piece's number (2) but for the first; the bytes of the tag
 *   branch item  block number of the child (4), key length (1), key, piece number (2); the
 *                first item of a block has an empty key and piece 0
 *
 * The first leaf begins with an item of 3 bytes, with an empty key, FIRST and LAST, that is
 * no entry. An item is at most (BTREE_BLOCK - 11 - 4 * 2) / 4 bytes long: a longer tag is
 * cut into pieces, numbered from 1, and so is one that would leave much of a block unused;
 * all of them have the tag's flag COMPRESSED.
 *
 * The key above a leaf is the leaf's first, cut one byte behind where it begins to differ
 * from the key before, with its piece's number; branch blocks push the keys up unchanged.
 * A table in one part has its leaves in the order of their keys and behind them the branches,
 * which is what the version file calls `sequential`.
 */
#ifndef COOP_INDEXER_GLASS_BTREE_H
#define COOP_INDEXER_GLASS_BTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

#define BTREE_BLOCK   8192
#define BTREE_KEY_MAX 255

/* What the version file must say of a table. */
struct btree_root {
	uint32_t block;  /* of the root */
	uint32_t level;  /* of the root */
	uint32_t blocks; /* in the file: the first unused number */
	uint64_t entries;
	uint64_t bytes; /* of the file */
	uint32_t crc;   /* of all blocks: the same entries give the same */
	bool scattered; /* the leaves are not in the order of their keys */
};

/* What a part of a table is. */
enum btree_part {
	BTREE_LATER = 0, /* neither of the following */
	BTREE_FIRST = 1, /* the part with the entries that come first */
	BTREE_HOME =
		2, /* the part that has the table's file: the largest one, as the others
			    are copied there */
	BTREE_WHOLE = BTREE_FIRST | BTREE_HOME
};

#define BTREE_PARTS_MAX 8

/* The leaves of a table, or of a part of it. */
struct btree;

/*
 * Begins a part of the table "NAME.glass" in `dir`: that file when it is the home, else one
 * without a name.
 */
enum coop_status btree_create(const char *dir, const char *name, enum btree_part part,
	struct btree **out, struct coop_error *err);

/*
 * Adds an entry; keys come in ascending order (bytes, then length), none twice, and are at
 * most BTREE_KEY_MAX bytes long. `compressed` says that the tag is a raw deflate stream. A
 * tag longer than 65,535 pieces, some 120 MB, is COOP_E_ARG. After a failure the table is
 * good for nothing but btree_free().
 */
enum coop_status btree_add(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, bool compressed, struct coop_error *err);

/*
 * Makes a table of its parts, which are in the order of their keys, one of them the first and
 * one the home. Writes what is left, makes it safe on the disk, and tells the root.
 */
enum coop_status btree_join(struct btree *const *parts, size_t n, struct btree_root *root,
	struct coop_error *err);

/* The same for a BTREE_WHOLE. */
enum coop_status btree_finish(
	struct btree *b, struct btree_root *root, struct coop_error *err);

/* Closes the file. NULL is fine. */
void btree_free(struct btree *b);

#endif
