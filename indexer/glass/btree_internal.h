/*
 * btree_internal.h - a part of a table that is being written, as btree.c and branches.c see it.
 */
#ifndef COOP_INDEXER_GLASS_BTREE_INTERNAL_H
#define COOP_INDEXER_GLASS_BTREE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/disk/tempfile.h"
#include "indexer/glass/block.h"
#include "indexer/glass/btree.h"
#include "shared/core/buf.h"

struct btree {
	int fd;                /* of the table's file in the home part; else -1 */
	struct tempfile *file; /* the temporary file of any other part; else NULL */
	struct coop_buf path;  /* of the table */
	unsigned char *buffer; /* consecutive leaves, `leaf` the last, written together */
	struct block leaf;
	uint32_t leaves;  /* number of leaves; 0 in a part without entries */
	uint32_t written; /* leaves that are in the file */
	uint32_t started; /* leaves that the kernel was asked to write to the disk */
	uint64_t entries;
	uint32_t crc;
	/* for each leaf but the first: what separates it from the one before */
	struct tempfile *separators;
	char first_key[BTREE_KEY_MAX];
	size_t first_len;
};

/* The key of the last item; empty when there is none. */
const char *leaves_last_key(const struct btree *b, size_t *len);

/* Writes the leaves in the buffer. Nothing can be added afterwards. */
enum coop_status leaves_end(struct btree *b, struct coop_error *err);

/*
 * A key and a piece number: the items of a leaf are not below them, those of the leaf
 * before are.
 */
struct leaves_separator {
	const char *key;
	size_t len;
	uint32_t piece;
};

/* Reads the separator of the next leaf at `*at` in the mapped file `separators`. */
struct leaves_separator leaves_separator(const char **at);

/* How many bytes of a key distinguish it from the one before. */
size_t leaves_distinct(
	const char *before, size_t before_len, const char *key, size_t len);

/*
 * Writes `count` blocks from block `number` on to the table's file; `b` is the home part.
 */
enum coop_status leaves_write(struct btree *b, const unsigned char *from, uint32_t number,
	size_t count, struct coop_error *err);

#endif
