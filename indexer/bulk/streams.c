#include "indexer/bulk/streams.h"

#include <stdlib.h>
#include <string.h>

enum {
	UNIT = 4,        /* bytes: chunk sizes are multiples of this */
	BLOCK = 1 << 20, /* bytes */
	UNITS = BLOCK / UNIT,
	LINK = 4 /* bytes: the number of the next chunk */
};

/*
 * Sizes of the chunks of a stream, from the first on; the last size is that of all
 * further ones. They grow slowly, so that a chunk is seldom mostly empty.
 */
static const uint16_t sizes[] = {
	36, 36, 68, 68, 100, 132, 196, 260, 516, 1028, STREAMS_CHUNK_MAX};
enum { LEVELS = sizeof sizes / sizeof *sizes };

/*
 * Where streams write once memory is exhausted; never read. So stream_put() needs no
 * check.
 */
static char *nowhere(struct streams *all, struct stream *s)
{
	all->failed = true;
	s->left = sizeof all->sink - LINK;
	return all->sink;
}

static bool add_block(struct streams *all)
{
	/* numbers of chunks have 32 bits */
	if (all->nblocks == UINT32_MAX / UNITS ||
		!coop_array_grow(
			&all->blocks, &all->cap, all->nblocks + 1, sizeof *all->blocks))
		return false;
	if (all->nblocks == all->kept) {
		char *block = malloc(BLOCK);
		if (!block)
			return false;
		all->blocks[all->kept++] = block;
	}
	all->nblocks++;
	all->used = 0;
	return true;
}

/* Adds a chunk, or sets `failed`. */
static void extend(struct streams *all, struct stream *s)
{
	size_t size = sizes[s->level];
	if (all->failed ||
		((all->nblocks == 0 || all->used + size > BLOCK) && !add_block(all))) {
		s->at = nowhere(all, s);
		return;
	}
	size_t block = all->nblocks - 1;
	uint32_t number = (uint32_t)(block * UNITS + all->used / UNIT);
	if (s->level == 0)
		s->first = number;
	else
		memcpy(s->at, &number,
			sizeof number); /* the link at the end of the chunk before */
	s->at = all->blocks[block] + all->used;
	s->left = (uint16_t)(size - LINK);
	s->level = (uint8_t)(s->level + (s->level + 1 < LEVELS));
	all->used += size;
}

void stream_split(struct streams *all, struct stream *s, const char *bytes, size_t n)
{
	while (n > 0) {
		if (s->left == 0)
			extend(all, s);
		size_t step = n < s->left ? n : s->left;
		memcpy(s->at, bytes, step);
		s->at += step;
		s->left = (uint16_t)(s->left - step);
		bytes += step;
		n -= step;
	}
}

void stream_copy(const struct streams *all, const struct stream *s, struct coop_buf *out)
{
	char *to = coop_buf_reserve(out, s->len);
	uint32_t number = s->first;
	size_t left = s->len;
	for (size_t level = 0; to && left > 0; level += level + 1 < LEVELS) {
		const char *chunk =
			all->blocks[number / UNITS] + (size_t)(number % UNITS) * UNIT;
		size_t room = sizes[level] - (size_t)LINK, n = left < room ? left : room;
		memcpy(to, chunk, n);
		memcpy(&number, chunk + room, sizeof number);
		to += n;
		left -= n;
	}
	if (to)
		out->len += s->len;
}

size_t streams_memory(const struct streams *all)
{
	return all->nblocks * (size_t)BLOCK;
}

void streams_reset(struct streams *all)
{
	all->nblocks = 0;
	all->used = 0;
	all->failed = false;
}

void streams_release(struct streams *all)
{
	for (size_t i = 0; i < all->kept; i++)
		free(all->blocks[i]);
	free(all->blocks);
	*all = (struct streams){0};
}
