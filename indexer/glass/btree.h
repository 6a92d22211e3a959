/*
 * btree.h - writes a table of the engine's glass format in one go.
 *
 * A table is a file of blocks of BTREE_BLOCK bytes that form a B-tree of keys and tags
 * (values). Here entries come in order, and each block is filled once and never changed.
 * A leaf does not contain its own number, so that the leaves of a table can be written in
 * several parts, each by one thread; btree_join() concatenates these and writes the
 * branches above them.
 *
 * A block begins with 11 bytes, big-endian: revision (4), level (1; 0 is a leaf), free
 * bytes in the middle (2), free bytes in all (2), end of the directory (2). The directory
 * follows: the offset of each item in 2 bytes, in the order of the keys. Items fill the
 * block from its end downwards.
 *
 *   leaf item    2 bytes: the flags COMPRESSED 0x8000, LAST 0x4000 and FIRST 0x2000 of a
 *                piece of a tag, and the size of the item less 3 in 13 bits; key length
 *                (1); key; number of the piece (2) except in the first; the bytes of the
 *                tag
 *   branch item  block number of the child (4), key length (1), key, piece number (2);
 *                the first item of a block has an empty key and piece 0
 *
 * The first leaf begins with an item of 3 bytes that is no entry: an empty key, FIRST and
 * LAST. An item has at most (BTREE_BLOCK - 11 - 4 * 2) / 4 bytes: a longer tag is cut
 * into pieces, numbered from 1, and so is one that would leave much of a block unused.
 * All pieces have the tag's flag COMPRESSED.
 *
 * The key above a leaf is the first key of the leaf, cut one byte after where it begins
 * to differ from the key before it, with the number of its piece. Branches pass keys up
 * unchanged. A table in one part has its leaves in the order of their keys, and the
 * branches after them: what the version file calls `sequential`.
 */
#ifndef COOP_INDEXER_GLASS_BTREE_H
#define COOP_INDEXER_GLASS_BTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/glass/block.h"
#include "shared/core/error.h"

#define BTREE_KEY_MAX 255

/* What the version file states about a table. */
struct btree_root {
	uint32_t block;  /* of the root */
	uint32_t level;  /* of the root */
	uint32_t blocks; /* number of blocks in the file */
	uint64_t entries;
	uint64_t bytes; /* of the file */
	uint32_t crc;   /* of all blocks: the same entries give the same */
	bool scattered; /* the leaves are not in the order of their keys */
};

/* What a part of a table is. */
enum btree_part {
	BTREE_LATER = 0, /* neither of the following */
	BTREE_FIRST = 1, /* the part with the first entries */
	/*
	 * the part that writes to the table's file: best the largest one, as the others
	 * are copied
	 */
	BTREE_HOME = 2,
	BTREE_WHOLE = BTREE_FIRST | BTREE_HOME
};

#define BTREE_PARTS_MAX 8

/* The leaves of a table, or of a part of it. */
struct btree;

/*
 * Begins a part of the table "NAME.glass" in `dir`. The home part writes to that file,
 * the others to unnamed temporary files.
 */
enum coop_status btree_create(const char *dir, const char *name, enum btree_part part,
	struct btree **out, struct coop_error *err);

/*
 * Adds an entry. Keys are unique, ascend (in byte order, shorter ones first) and have at
 * most BTREE_KEY_MAX bytes. `compressed` says that the tag is a raw deflate stream. A tag
 * of more than 65,535 pieces, some 120 MB, is COOP_E_ARG. After a failure only
 * btree_free() may be called.
 */
enum coop_status btree_add(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, bool compressed, struct coop_error *err);

/*
 * Joins the parts of a table, in the order of their keys; one is the first and one the
 * home. Writes what is left, syncs the file to the disk, and sets the root.
 */
enum coop_status btree_join(struct btree *const *parts, size_t n, struct btree_root *root,
	struct coop_error *err);

/* The same for a table in one part, BTREE_WHOLE. */
enum coop_status btree_finish(
	struct btree *b, struct btree_root *root, struct coop_error *err);

/* Closes the file. NULL is fine. */
void btree_free(struct btree *b);

#endif
