/*
 * leaves.h - what a part of a table (btree.h) has written, for joining it to others.
 */
#ifndef COOP_INDEXER_GLASS_LEAVES_H
#define COOP_INDEXER_GLASS_LEAVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/disk/tempfile.h"
#include "indexer/glass/block.h"
#include "indexer/glass/btree.h"
#include "shared/core/buf.h"

struct btree {
	int fd; /* of the table's file; -1 in a part that is copied there */
	struct tempfile *file; /* of such a part */
	struct coop_buf path;  /* of the table */
	unsigned char
		*buffer; /* leaves in a row up to and with `leaf`, written together */
	struct block leaf;
	uint32_t leaves;  /* in all: a part without entries has none */
	uint32_t written; /* of them */
	uint32_t started; /* the disk has been told of those below */
	uint64_t entries;
	uint32_t crc;
	/* what tells a leaf from the one before, but for the first (leaves_separator()) */
	struct tempfile *separators;
	char first_key[BTREE_KEY_MAX];
	size_t first_len;
};

/* The key of the item that was added last; nothing when there is none. */
const char *leaves_last_key(const struct btree *b, size_t *len);

/* Writes the leaves that wait. Nothing can be added any more. */
enum coop_status leaves_end(struct btree *b, struct coop_error *err);

/* A key, and a piece of its tag, which the items of a leaf are not below. */
struct leaves_separator {
	const char *key;
	size_t len;
	uint32_t piece;
};

/* Reads the separator of the next leaf at `at`, in the mapped `separators`. */
struct leaves_separator leaves_separator(const char **at);

/* How much of a key tells it from the one before it. */
size_t leaves_distinct(
	const char *before, size_t before_len, const char *key, size_t len);

/* Writes blocks to the table's file, of which `b` is the home. */
enum coop_status leaves_write(struct btree *b, const unsigned char *from, uint32_t number,
	size_t count, struct coop_error *err);

#endif
