#include "indexer/build/btree.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "shared/buf.h"
#include "shared/bytes.h"
#include "shared/i18n.h"

enum {
	HEADER = 11,   /* bytes before the directory of a block */
	POINTER = 2,   /* bytes of an entry of the directory */
	PIECE = 2,     /* bytes of a piece's number */
	LEAF_ITEM = 3, /* bytes of a leaf's item before its key */
	CHILD = 4,     /* bytes of a child's number; then comes the key's length */
	ITEM_MAX = (BTREE_BLOCK - HEADER - 4 * POINTER) / 4,
	PIECES_MAX = 65535,
	REVISION = 1,
	/* the fewest bytes of a tag that are worth a piece of their own */
	PIECE_MIN = 32,
	/* with at least 30 children a block, more than 32 bits of blocks */
	LEVELS_MAX = 8,
	BUFFER = 128, /* blocks */
	AHEAD = 1024  /* blocks */
};

enum { COMPRESSED = 0x8000, LAST = 0x4000, FIRST = 0x2000 };

/* A block being filled. */
struct block {
	unsigned char *at;
	uint32_t number;
	uint32_t dir_end; /* where the directory ends */
	uint32_t low; /* where the items begin: the last one, as they grow downwards */
};

struct btree {
	int fd;
	struct coop_buf path;
	struct block leaf;
	/* leaves in a row up to and with `leaf`, written together */
	unsigned char *buffer;
	struct block branches[LEVELS_MAX]; /* level 1 first */
	uint32_t level;                    /* how many of them there are */
	uint32_t blocks;                   /* numbers given out */
	uint32_t started;                  /* the disk has been told of those below */
	uint64_t entries;
	uint32_t crc;
};

static void put16(unsigned char *to, uint32_t n)
{
	to[0] = (unsigned char)(n >> 8);
	to[1] = (unsigned char)n;
}

static void put32(unsigned char *to, uint32_t n)
{
	put16(to, n >> 16);
	put16(to + 2, n & 0xffff);
}

static uint32_t room(const struct block *b)
{
	return b->low - b->dir_end;
}

/* Takes room for an item, which must be there, and returns where it goes. */
static unsigned char *take(struct block *b, uint32_t size)
{
	b->low -= size;
	put16(b->at + b->dir_end, b->low);
	b->dir_end += POINTER;
	return b->at + b->low;
}

static void start_block(struct block *b, uint32_t number)
{
	b->number = number;
	b->dir_end = HEADER;
	b->low = BTREE_BLOCK;
}

/* Makes a block ready to be written: its header, and zeros where nothing is. */
static void close_block(struct btree *b, struct block *block, uint32_t level)
{
	put32(block->at, REVISION);
	block->at[4] = (unsigned char)level;
	put16(block->at + 5, room(block));
	put16(block->at + 7, room(block));
	put16(block->at + 9, block->dir_end);
	memset(block->at + block->dir_end, 0, room(block));
	b->crc = libdeflate_crc32(b->crc, block->at, BTREE_BLOCK);
}

static enum coop_status cannot_write(const struct btree *b, struct coop_error *err)
{
	return coop_fail_errno(err, TR("cannot write", "impossible d'écrire"), b->path.s);
}

/* Writes blocks that follow each other. */
static enum coop_status write_blocks(struct btree *b, const unsigned char *from,
	uint32_t number, size_t count, struct coop_error *err)
{
	off_t at = (off_t)number * BTREE_BLOCK;
	for (size_t left = count * BTREE_BLOCK; left > 0;) {
		ssize_t n = pwrite(b->fd, from, left, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot_write(b, err);
		from += n;
		at += n;
		left -= (size_t)n;
	}
	return COOP_OK;
}

/*
 * Has the kernel begin to write what it holds of the file, so that little is left for the
 * end. What fails here is told by fdatasync(), which does it again.
 */
static void start_disk(struct btree *b)
{
	uint32_t count = b->leaf.number - b->started;
	if (count < AHEAD)
		return;
	sync_file_range(b->fd, (off_t)b->started * BTREE_BLOCK,
		(off_t)count * BTREE_BLOCK, SYNC_FILE_RANGE_WRITE);
	b->started = b->leaf.number;
}

/* Writes the leaves in the buffer, of which the current one is the last. */
static enum coop_status flush_leaves(struct btree *b, struct coop_error *err)
{
	size_t before = (size_t)(b->leaf.at - b->buffer) / BTREE_BLOCK;
	enum coop_status st = write_blocks(
		b, b->buffer, b->leaf.number - (uint32_t)before, before + 1, err);
	if (!st)
		start_disk(b);
	return st;
}

/* An item of a branch block: a child, and the key that its first item is not below. */
struct separator {
	uint32_t child;
	const char *key;
	size_t key_len;
	uint32_t piece;
};

static void put_separator(struct block *block, const struct separator *s)
{
	uint32_t size = (uint32_t)(CHILD + 1 + s->key_len + PIECE);
	unsigned char *to = take(block, size);
	put32(to, s->child);
	to[CHILD] = (unsigned char)s->key_len;
	memcpy(to + CHILD + 1, s->key, s->key_len);
	put16(to + CHILD + 1 + s->key_len, s->piece);
}

static void start_branch(struct btree *b, struct block *block, uint32_t child)
{
	start_block(block, b->blocks++);
	put_separator(block, &(struct separator){child, "", 0, 0});
}

/* Puts a new root above a block that has got a neighbour. */
static enum coop_status add_level(struct btree *b, uint32_t child, struct coop_error *err)
{
	assert(b->level < LEVELS_MAX);
	struct block *block = &b->branches[b->level];
	block->at = malloc(BTREE_BLOCK);
	if (!block->at)
		return coop_fail_nomem(err);
	b->level++;
	start_branch(b, block, child);
	return COOP_OK;
}

/*
 * Enters a new block, the right neighbour of `left`, in the level above; where that is full,
 * a new block is begun there, to be entered in its turn.
 */
static enum coop_status enter(
	struct btree *b, struct separator s, uint32_t left, struct coop_error *err)
{
	for (uint32_t i = 0;; i++) {
		enum coop_status st = COOP_OK;
		if (i == b->level)
			st = add_level(b, left, err);
		if (st)
			return st;
		struct block *block = &b->branches[i];
		if (CHILD + 1 + s.key_len + PIECE + POINTER <= room(block)) {
			put_separator(block, &s);
			return COOP_OK;
		}
		close_block(b, block, i + 1);
		st = write_blocks(b, block->at, block->number, 1, err);
		if (st)
			return st;
		left = block->number;
		start_branch(b, block, s.child);
		s.child = block->number;
	}
}

/* The key of the item that was added last to the leaf. */
static const unsigned char *last_key(const struct btree *b, size_t *len)
{
	const unsigned char *item = b->leaf.at + b->leaf.low;
	*len = item[2];
	return item + LEAF_ITEM;
}

/* Whether a key may follow the last one. */
static bool in_order(const struct btree *b, const char *key, size_t key_len)
{
	size_t len;
	const unsigned char *last = last_key(b, &len);
	return coop_bytes_compare((const char *)last, len, key, key_len) < 0;
}

/* How much of a key tells it from the last one. */
static size_t distinct(const struct btree *b, const char *key, size_t key_len)
{
	size_t len;
	const unsigned char *last = last_key(b, &len);
	size_t same = coop_bytes_common((const char *)last, len, key, key_len);
	return same < key_len ? same + 1 : key_len;
}

/* Begins a leaf, for an item with this key. */
static enum coop_status next_leaf(struct btree *b, const char *key, size_t key_len,
	uint32_t piece, struct coop_error *err)
{
	size_t cut = distinct(b, key, key_len);
	uint32_t left = b->leaf.number, number = b->blocks;
	unsigned char *at = b->leaf.at + BTREE_BLOCK;
	enum coop_status st = COOP_OK;
	close_block(b, &b->leaf, 0);
	if (number != left + 1 || at == b->buffer + (size_t)BUFFER * BTREE_BLOCK) {
		st = flush_leaves(b, err);
		at = b->buffer;
	}
	if (st)
		return st;
	b->blocks++;
	st = enter(b, (struct separator){number, key, cut, piece}, left, err);
	if (st)
		return st;
	b->leaf.at = at;
	start_block(&b->leaf, number);
	return COOP_OK;
}

/* Begins the item of a piece; returns where the bytes of the tag go. */
static unsigned char *put_item(struct btree *b, const char *key, size_t key_len,
	uint32_t flags, uint32_t piece, size_t n)
{
	size_t head = LEAF_ITEM + key_len + (flags & FIRST ? 0 : PIECE);
	uint32_t size = (uint32_t)(head + n);
	unsigned char *to = take(&b->leaf, size);
	put16(to, flags | (size - LEAF_ITEM));
	to[2] = (unsigned char)key_len;
	memcpy(to + LEAF_ITEM, key, key_len);
	if (!(flags & FIRST))
		put16(to + head - PIECE, piece);
	return to + head;
}

/* Adds an entry in as many pieces as it takes, beginning leaves for them. */
static enum coop_status add_pieces(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, uint32_t flags, struct coop_error *err)
{
	flags |= FIRST;
	for (uint32_t piece = 1; !(flags & LAST); piece++) {
		size_t head = LEAF_ITEM + key_len + (piece > 1 ? PIECE : 0);
		size_t n = tag_len < ITEM_MAX - head ? tag_len : ITEM_MAX - head;
		size_t left = room(&b->leaf);
		if (head + n + POINTER > left) {
			/* a short piece rather than a gap, where it is worth it */
			if (head + PIECE_MIN + POINTER <= left) {
				n = left - head - POINTER;
			} else {
				enum coop_status st =
					next_leaf(b, key, key_len, piece, err);
				if (st)
					return st;
			}
		}
		flags |= n == tag_len ? LAST : 0;
		unsigned char *to = put_item(b, key, key_len, flags, piece, n);
		memcpy(to, tag, n);
		tag += n;
		tag_len -= n;
		flags &= ~(uint32_t)FIRST;
	}
	b->entries++;
	return COOP_OK;
}

enum coop_status btree_add(struct btree *b, const char *key, size_t key_len,
	const char *tag, size_t tag_len, bool compressed, struct coop_error *err)
{
	assert(key_len <= BTREE_KEY_MAX && in_order(b, key, key_len));
	uint32_t flags = compressed ? COMPRESSED : 0;
	size_t size = LEAF_ITEM + key_len + tag_len;
	if (size <= ITEM_MAX && size + POINTER <= room(&b->leaf)) {
		memcpy(put_item(b, key, key_len, flags | FIRST | LAST, 1, tag_len), tag,
			tag_len);
		b->entries++;
		return COOP_OK;
	}
	/* the first piece may be a short one */
	size_t piece = ITEM_MAX - LEAF_ITEM - PIECE - key_len;
	if (tag_len / piece >= PIECES_MAX - 2)
		return coop_fail(err, COOP_E_ARG,
			TR("a text of %zu bytes is too long for the index",
				"un texte de %zu octets est trop long pour l'index"),
			tag_len);
	return add_pieces(b, key, key_len, tag, tag_len, flags, err);
}

static enum coop_status open_file(
	struct btree *b, const char *dir, const char *name, struct coop_error *err)
{
	coop_buf_printf(&b->path, "%s/%s.glass", dir, name);
	b->buffer = malloc((size_t)BUFFER * BTREE_BLOCK);
	if (b->path.failed || !b->buffer)
		return coop_fail_nomem(err);
	b->fd = open(b->path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return b->fd >= 0 ? COOP_OK : cannot_write(b, err);
}

enum coop_status btree_create(
	const char *dir, const char *name, struct btree **out, struct coop_error *err)
{
	*out = NULL;
	struct btree *b = calloc(1, sizeof *b);
	if (!b)
		return coop_fail_nomem(err);
	b->fd = -1;
	enum coop_status st = open_file(b, dir, name, err);
	if (st) {
		btree_free(b);
		return st;
	}
	b->leaf.at = b->buffer;
	start_block(&b->leaf, b->blocks++);
	/* the item that every table begins with, which is no entry */
	put_item(b, "", 0, FIRST | LAST, 1, 0);
	*out = b;
	return COOP_OK;
}

/* Writes the blocks that are not full; the one of the highest level is the root. */
static enum coop_status write_rest(struct btree *b, struct coop_error *err)
{
	close_block(b, &b->leaf, 0);
	enum coop_status st = flush_leaves(b, err);
	for (uint32_t i = 0; !st && i < b->level; i++) {
		struct block *block = &b->branches[i];
		close_block(b, block, i + 1);
		st = write_blocks(b, block->at, block->number, 1, err);
	}
	return st;
}

enum coop_status btree_finish(
	struct btree *b, struct btree_root *root, struct coop_error *err)
{
	*root = (struct btree_root){0};
	if (b->entries > 0) {
		enum coop_status st = write_rest(b, err);
		if (st)
			return st;
		const struct block *top =
			b->level > 0 ? &b->branches[b->level - 1] : &b->leaf;
		*root = (struct btree_root){.block = top->number,
			.level = b->level,
			.blocks = b->blocks,
			.entries = b->entries,
			.bytes = (uint64_t)b->blocks * BTREE_BLOCK,
			.crc = b->crc};
	}
	return fdatasync(b->fd) == 0 ? COOP_OK : cannot_write(b, err);
}

void btree_free(struct btree *b)
{
	if (!b)
		return;
	for (uint32_t i = 0; i < b->level; i++)
		free(b->branches[i].at);
	if (b->fd >= 0)
		close(b->fd);
	free(b->buffer);
	coop_buf_release(&b->path);
	free(b);
}
