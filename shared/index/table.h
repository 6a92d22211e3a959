/*
 * table.h - a table of a database, read from its mapped file: a B-tree of the format glass.
 *
 * Nothing that the file says is taken on trust: blocks, items, their order and the levels of the
 * tree are checked as they are met, so that a damaged table is told, in steps that its size
 * bounds, and no memory is read but the file's. Threads may share a table; a cursor is one
 * thread's.
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
	const unsigned char *at; /* the file */
	size_t blocks;           /* of it */
	struct coop_pages pages; /* of it; verified when a block is read */
	struct coop_glass_root root;
	uint64_t revision;
};

/* What looking for something ends with. */
enum coop_lookup {
	COOP_LOOKUP_FOUND,
	COOP_LOOKUP_NONE,   /* it is not there */
	COOP_LOOKUP_DAMAGED /* the table cannot be what was written */
};

/*
 * The table of a file, which must stay mapped, as must what `pages` names. False when its root is
 * damaged, or the file too short to have it; without a file a table must be empty.
 */
bool coop_table_open(struct coop_table *t, const struct coop_mapping *file,
	const struct coop_pages *pages, const struct coop_glass_root *root,
	uint64_t revision);

/* The revision that wrote the root of a table; 0 when it is empty. */
uint64_t coop_table_root_revision(const struct coop_table *t);

/* An item of a leaf; what it points to is the file's. */
struct coop_item {
	const unsigned char *key, *s; /* `s`: a piece of what is kept under the key */
	size_t key_len, n;
	unsigned piece; /* which one, from 1 */
	bool compressed, last;
};

/* A place in a table: an item, and the way to it. */
struct coop_table_cursor {
	const struct coop_table *table;
	struct coop_way {
		const unsigned char *block;
		size_t at, count; /* in its directory */
	} way[COOP_GLASS_LEVELS + 1];
	struct coop_item item;
};

/* Finds the first piece of what is kept under a key. */
enum coop_lookup coop_table_cursor_find(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len);

/* Finds the first item that is not before a key. */
enum coop_lookup coop_table_cursor_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *key, size_t len);

/* Moves on to the next item. */
enum coop_lookup coop_table_cursor_next(struct coop_table_cursor *c);

/*
 * Reads all that is kept under the key whose first piece the cursor is at: it is then at the
 * last. `out`, which is emptied, holds the bytes only when there are several pieces; `*s` and
 * `*n` say where they are. Never COOP_LOOKUP_NONE, and COOP_LOOKUP_FOUND without checking `out`.
 */
enum coop_lookup coop_table_cursor_read(struct coop_table_cursor *c, struct coop_buf *out,
	const unsigned char **s, size_t *n);

#endif
