/*
 * table.h - a table of a database, read from its mapped file: a B-tree of the format
 * glass.
 *
 * Nothing in the file is trusted: blocks, items, their order and the levels of the tree
 * are checked as they are met. A damaged table is detected in a number of steps that its
 * size bounds, and nothing outside the file is ever read. Threads may share a table; a
 * cursor belongs to one thread.
 */
#ifndef COOP_INDEX_TABLE_H
#define COOP_INDEX_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/glass_read.h"

struct coop_table {
	const unsigned char *at; /* the mapped file */
	size_t blocks;           /* whole blocks in the file */
	struct coop_pages pages; /* of the file; verified when a block is read */
	struct coop_glass_root root;
	uint64_t revision;
};

/* The outcome of a search. */
enum coop_lookup {
	COOP_LOOKUP_FOUND,
	COOP_LOOKUP_NONE,   /* there is none */
	COOP_LOOKUP_DAMAGED /* the table is damaged */
};

/*
 * Opens the table in a file, which must stay mapped, as must what `pages` names. Returns false
 * when its root is damaged, or the file too short to hold it; without a file the table must be
 * empty.
 */
bool coop_table_open(struct coop_table *t, const struct coop_mapping *file,
	const struct coop_pages *pages, const struct coop_glass_root *root,
	uint64_t revision);

/* The revision that wrote the root of a table; 0 when it is empty. */
uint64_t coop_table_root_revision(const struct coop_table *t);

/* An item of a leaf; its pointers lead into the file. */
struct coop_item {
	const unsigned char *key, *s; /* `s`: a piece of the value of the key */
	size_t key_len, n;
	unsigned piece; /* number of the piece, from 1 */
	bool compressed, last;
};

/*
 * A place in a table: an item, and the path to it, from the leaf (level 0) to the root.
 */
struct coop_table_level {
	const unsigned char *block;
	/* index into the block's directory, and the directory's length */
	size_t at, count;
};
struct coop_table_cursor {
	const struct coop_table *table;
	struct coop_table_level path[COOP_GLASS_LEVELS + 1];
	struct coop_item item;
};

/* Finds the first piece of the value of a key. */
enum coop_lookup coop_table_cursor_find(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len);

/* Finds the first item whose key is not below a key. */
enum coop_lookup coop_table_cursor_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len);

/*
 * Goes to an item about `i` of `n` parts of the way through the table, for a sample of its items: the
 * blocks of a level count as equally full.
 */
enum coop_lookup coop_table_cursor_sample(
	struct coop_table_cursor *c, const struct coop_table *t, size_t i, size_t n);

/* Moves on to the next item. */
enum coop_lookup coop_table_cursor_next(struct coop_table_cursor *c);

/*
 * Enters the leaf in a block, whatever leads there; false when the block is no leaf, or not as it was
 * written. Then its `count` items can be read by their numbers; false when one exceeds the block. The
 * root of the table need not be known, but for the size of a block, and it need not have been opened.
 */
bool coop_table_leaf(
	const struct coop_table *t, size_t block, struct coop_table_level *out);
bool coop_table_leaf_item(const struct coop_table *t, const struct coop_table_level *leaf,
	size_t number, struct coop_item *out);

/* Appends the whole value of the key whose first piece the cursor is at; the rest is as below. */
enum coop_lookup coop_table_cursor_append(
	struct coop_table_cursor *c, struct coop_buf *out);

/*
 * Reads the whole value of the key whose first piece the cursor is at, and moves the
 * cursor to its last piece. A value in several pieces is assembled in `out`, which is
 * emptied first; `*s` and `*n` say where the value is. Never COOP_LOOKUP_NONE. The caller
 * checks `out` for failed allocations.
 */
enum coop_lookup coop_table_cursor_read(struct coop_table_cursor *c, struct coop_buf *out,
	const unsigned char **s, size_t *n);

#endif
