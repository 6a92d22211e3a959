/*
 * block.h - a block of a table (btree.h) that is being filled.
 */
#ifndef COOP_INDEXER_GLASS_BLOCK_H
#define COOP_INDEXER_GLASS_BLOCK_H

#include <stdint.h>
#include <string.h>

#include <libdeflate.h>

#define BTREE_BLOCK 8192 /* bytes of a block */

enum {
	BLOCK_HEADER = 11, /* bytes before the directory */
	BLOCK_POINTER = 2, /* bytes of an entry of the directory */
	BLOCK_PIECE = 2,   /* bytes of a piece's number */
	BLOCK_REVISION = 1
};

struct block {
	unsigned char *at;
	uint32_t dir_end; /* where the directory ends */
	uint32_t low;     /* where the last item begins: items grow downwards */
};

static inline void block_put16(unsigned char *to, uint32_t n)
{
	to[0] = (unsigned char)(n >> 8);
	to[1] = (unsigned char)n;
}

static inline void block_put32(unsigned char *to, uint32_t n)
{
	block_put16(to, n >> 16);
	block_put16(to + 2, n & 0xffff);
}

static inline void block_start(struct block *b)
{
	b->dir_end = BLOCK_HEADER;
	b->low = BTREE_BLOCK;
}

static inline uint32_t block_room(const struct block *b)
{
	return b->low - b->dir_end;
}

/* Reserves room for an item, which must be there, and returns where the item goes. */
static inline unsigned char *block_take(struct block *b, uint32_t size)
{
	b->low -= size;
	block_put16(b->at + b->dir_end, b->low);
	b->dir_end += BLOCK_POINTER;
	return b->at + b->low;
}

/*
 * Copies bytes into an item: keys and small tags, for which a call of memcpy() takes
 * longer than copying. Never writes past the end, where another item is.
 */
static inline void block_copy(unsigned char *to, const char *from, size_t n)
{
	size_t i = 0;
	if (n > 64) {
		memcpy(to, from, n);
		return;
	}
	if (n >= 8) {
		for (; i + 8 < n; i += 8)
			memcpy(to + i, from + i, 8);
		memcpy(to + n - 8, from + n - 8, 8);
		return;
	}
	if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(to + n - 4, from + n - 4, 4);
		return;
	}
	for (; i < n; i++)
		to[i] = (unsigned char)from[i];
}

/*
 * Completes a block: its header, and zeros in its unused middle. Returns the CRC-32 of
 * what `crc` covers and of the block.
 */
static inline uint32_t block_close(struct block *b, uint32_t level, uint32_t crc)
{
	block_put32(b->at, BLOCK_REVISION);
	b->at[4] = (unsigned char)level;
	block_put16(b->at + 5, block_room(b));
	block_put16(b->at + 7, block_room(b));
	block_put16(b->at + 9, b->dir_end);
	memset(b->at + b->dir_end, 0, block_room(b));
	return libdeflate_crc32(crc, b->at, BTREE_BLOCK);
}

#endif
