/*
 * branches.c - joins the parts of a table, and writes the branches above the leaves.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/glass/btree_internal.h"
#include "shared/core/i18n.h"

enum {
	CHILD = 4, /* bytes of a child's number; the length of the key follows */
	/* with at least 30 children a block, enough for 32 bits of blocks */
	LEVELS_MAX = 8,
	COPIED = 1024 /* blocks at a time */
};

/* A branch block being filled. */
struct branch {
	struct block block;
	uint32_t number;
};

struct tree {
	struct btree *home;
	uint32_t blocks;                    /* numbers given out */
	struct branch branches[LEVELS_MAX]; /* level 1 first */
	uint32_t level;                     /* number of levels */
	uint32_t crc;
};

static void put_child(struct branch *b, uint32_t child, const struct leaves_separator *s)
{
	uint32_t size = (uint32_t)(CHILD + 1 + s->len + BLOCK_PIECE);
	unsigned char *to = block_take(&b->block, size);
	block_put32(to, child);
	to[CHILD] = (unsigned char)s->len;
	memcpy(to + CHILD + 1, s->key, s->len);
	block_put16(to + CHILD + 1 + s->len, s->piece);
}

/* Starts a branch; its first child has no key. */
static void start_branch(struct tree *t, struct branch *b, uint32_t child)
{
	b->number = t->blocks++;
	block_start(&b->block);
	put_child(b, child, &(struct leaves_separator){"", 0, 0});
}

static enum coop_status write_branch(
	struct tree *t, uint32_t level, struct coop_error *err)
{
	struct branch *b = &t->branches[level - 1];
	t->crc = block_close(&b->block, level, t->crc);
	return leaves_write(t->home, b->block.at, b->number, 1, err);
}

/* Adds a new root above a block that has got a neighbour. */
static enum coop_status add_level(struct tree *t, uint32_t child, struct coop_error *err)
{
	assert(t->level < LEVELS_MAX);
	struct branch *b = &t->branches[t->level];
	b->block.at = malloc(BTREE_BLOCK);
	if (!b->block.at)
		return coop_fail_nomem(err);
	t->level++;
	start_branch(t, b, child);
	return COOP_OK;
}

/*
 * Enters a block, the right neighbour of `left`, in the level above. If the branch there
 * is full, it is written and a new one begun, which is then entered in the level above
 * it, and so on.
 */
static enum coop_status enter(struct tree *t, uint32_t child,
	const struct leaves_separator *s, uint32_t left, struct coop_error *err)
{
	for (uint32_t i = 0;; i++) {
		enum coop_status st = COOP_OK;
		if (i == t->level)
			st = add_level(t, left, err);
		if (st)
			return st;
		struct branch *b = &t->branches[i];
		if (CHILD + 1 + s->len + BLOCK_PIECE + BLOCK_POINTER <=
			block_room(&b->block)) {
			put_child(b, child, s);
			return COOP_OK;
		}
		st = write_branch(t, i + 1, err);
		if (st)
			return st;
		left = b->number;
		start_branch(t, b, child);
		child = b->number;
	}
}

/* ---- parts ---- */

/* Appends the leaves of a part to the table's file. */
static enum coop_status copy(
	struct tree *t, const struct btree *part, struct coop_error *err)
{
	const char *leaves;
	enum coop_status st = tempfile_map(part->file, &leaves, err);
	for (uint32_t i = 0; !st && i < part->leaves; i += COPIED) {
		uint32_t n = part->leaves - i < COPIED ? part->leaves - i : COPIED;
		st = leaves_write(t->home,
			(const unsigned char *)leaves + (size_t)i * BTREE_BLOCK,
			t->blocks + i, n, err);
		tempfile_unload(part->file);
	}
	t->blocks += part->leaves;
	return st;
}

/*
 * Ends the parts, and appends the leaves of all others to those of the home; `first` is
 * set to the first block of each. The checksums are combined in the order of the parts.
 */
static enum coop_status join_leaves(struct tree *t, struct btree *const *parts, size_t n,
	uint32_t *first, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n; i++) {
		st = leaves_end(parts[i], err);
		unsigned char crc[4];
		block_put32(crc, parts[i]->crc);
		t->crc = libdeflate_crc32(t->crc, crc, sizeof crc);
		if (parts[i]->fd >= 0)
			t->home = parts[i];
	}
	assert(st || t->home);
	if (st)
		return st;
	/*
	 * the leaves of the home stay in place and the others are appended, so the file
	 * need not be in the order of the keys
	 */
	t->blocks = t->home->leaves;
	for (size_t i = 0; !st && i < n; i++) {
		first[i] = parts[i] == t->home ? 0 : t->blocks;
		if (parts[i] != t->home && parts[i]->leaves > 0)
			st = copy(t, parts[i], err);
	}
	return st;
}

/* Enters the leaves of a part except the first. */
static enum coop_status enter_leaves(
	struct tree *t, const struct btree *part, uint32_t first, struct coop_error *err)
{
	enum { UNLOAD_EVERY = 1 << 16 /* leaves */ };
	const char *at;
	enum coop_status st = tempfile_map(part->separators, &at, err);
	for (uint32_t i = 1; !st && i < part->leaves; i++) {
		struct leaves_separator s = leaves_separator(&at);
		st = enter(t, first + i, &s, first + i - 1, err);
		if (i % UNLOAD_EVERY == 0)
			tempfile_unload(part->separators);
	}
	return st;
}

static enum coop_status enter_parts(struct tree *t, struct btree *const *parts, size_t n,
	const uint32_t *first, struct coop_error *err)
{
	const struct btree *before = NULL;
	uint32_t left = 0;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n; i++) {
		const struct btree *part = parts[i];
		if (part->leaves == 0)
			continue;
		/*
		 * the first leaf of a part has no separator yet: it was written without
		 * knowing the part before
		 */
		if (before) {
			size_t len;
			const char *last = leaves_last_key(before, &len);
			struct leaves_separator s = {part->first_key,
				leaves_distinct(
					last, len, part->first_key, part->first_len),
				1};
			st = enter(t, first[i], &s, left, err);
		}
		if (!st)
			st = enter_leaves(t, part, first[i], err);
		before = part;
		left = first[i] + part->leaves - 1;
	}
	return st;
}

/* ---- the table ---- */

/* Writes the last branch of each level; that of the highest level is the root. */
static enum coop_status end_tree(
	struct tree *t, struct btree_root *root, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t level = 1; !st && level <= t->level; level++)
		st = write_branch(t, level, err);
	if (!st && fdatasync(t->home->fd) != 0)
		st = coop_fail_errno(
			err, TR("cannot write", "impossible d'écrire"), t->home->path.s);
	root->block = t->level > 0 ? t->branches[t->level - 1].number : 0;
	root->level = t->level;
	root->blocks = t->blocks;
	root->bytes = (uint64_t)t->blocks * BTREE_BLOCK;
	root->crc = t->crc;
	return st;
}

enum coop_status btree_join(struct btree *const *parts, size_t n, struct btree_root *root,
	struct coop_error *err)
{
	struct tree t = {0};
	uint32_t first[BTREE_PARTS_MAX];
	enum coop_status st = COOP_OK;
	assert(n > 0 && n <= BTREE_PARTS_MAX);
	*root = (struct btree_root){.scattered = parts[0]->fd < 0};
	for (size_t i = 0; i < n; i++)
		root->entries += parts[i]->entries;
	if (root->entries > 0)
		st = join_leaves(&t, parts, n, first, err);
	if (!st && root->entries > 0)
		st = enter_parts(&t, parts, n, first, err);
	if (!st && root->entries > 0)
		st = end_tree(&t, root, err);
	for (uint32_t i = 0; i < t.level; i++)
		free(t.branches[i].block.at);
	return st;
}
