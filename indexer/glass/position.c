#include "indexer/glass/position.h"

#include <assert.h>
#include <stdlib.h>

#include "indexer/glass/pack.h"
#include "shared/core/buf.h"
#include "shared/index/store.h"

struct position {
	struct btree *table;
	char key[2 * COOP_TERM_MAX + 1 + PACK_SORTED_MAX];
	size_t prefix;       /* bytes of the key before the docid */
	struct coop_buf tag; /* the tag if there are several positions */
};

enum coop_status position_create(const char *dir, enum btree_part part,
	struct position **out, struct coop_error *err)
{
	*out = NULL;
	struct position *p = calloc(1, sizeof *p);
	if (!p)
		return coop_fail_nomem(err);
	enum coop_status st = btree_create(dir, "position", part, &p->table, err);
	if (st)
		free(p);
	else
		*out = p;
	return st;
}

void position_term(struct position *p, const char *term, size_t len)
{
	assert(len > 0 && len <= COOP_TERM_MAX);
	char *end = pack_sorted_string(p->key, term, len);
	*end++ = '\0';
	p->prefix = (size_t)(end - p->key);
}

/* A stream of bits, the lowest first. */
struct bits {
	unsigned char *at;
	uint64_t waiting; /* bits that do not fill a byte yet */
	unsigned count;   /* of them */
};

static void put_bits(struct bits *b, uint32_t value, unsigned count)
{
	b->waiting |= (uint64_t)value << b->count;
	b->count += count;
	for (; b->count >= 8; b->count -= 8, b->waiting >>= 8)
		*b->at++ = (unsigned char)b->waiting;
}

static char *end_bits(const struct bits *b)
{
	if (b->count > 0)
		*b->at = (unsigned char)b->waiting;
	return (char *)b->at + (b->count > 0);
}

/* Writes a number below `n` >= 1. */
static void put_below(struct bits *b, uint32_t value, uint32_t n)
{
	if (n == 1)
		return;
	unsigned count = 32 - (unsigned)__builtin_clz(n - 1);
	uint32_t spare = (uint32_t)((UINT64_C(1) << count) - n);
	uint32_t start = (n - spare) / 2;
	if (spare == 0 || value < start)
		put_bits(b, value, count);
	else if (value - start < spare)
		put_bits(b, value, count - 1);
	else
		put_bits(b, (value - start - spare) | UINT32_C(1) << (count - 1), count);
}

/*
 * Writes the positions between indexes j and k, whose positions the reader knows.
 * Recurses into one half and loops over the other, so that the depth is logarithmic.
 */
static void put_between(struct bits *b, const uint32_t *pos, size_t j, size_t k)
{
	while (k - j > 1) {
		uint32_t n = pos[k] - pos[j] - (uint32_t)(k - j) + 1;
		if (n == 1) /* consecutive positions take no bits */
			return;
		size_t middle = j + (k - j) / 2;
		put_below(b, pos[middle] - pos[j] - (uint32_t)(middle - j), n);
		put_between(b, pos, j, middle);
		j = middle;
	}
}

static char *pack_positions(char *to, const uint32_t *pos, size_t n)
{
	uint32_t first = pos[0], last = pos[n - 1];
	struct bits bits = {.at = (unsigned char *)pack_uint(to, last)};
	put_below(&bits, first, last);
	put_below(&bits, (uint32_t)(n - 2), last - first);
	put_between(&bits, pos, 0, n - 1);
	return end_bits(&bits);
}

enum coop_status position_add(struct position *p, uint32_t docid, const uint32_t *pos,
	size_t n, struct coop_error *err)
{
	char one[PACK_UINT_MAX], *tag = one, *end;
	assert(n > 0);
	if (n == 1) {
		end = pack_uint(one, *pos);
	} else {
		/* at most 32 bits for each of n numbers and for their count */
		coop_buf_reset(&p->tag);
		tag = coop_buf_reserve(&p->tag, PACK_UINT_MAX + (n + 1) * sizeof *pos);
		if (!tag)
			return coop_fail_nomem(err);
		end = pack_positions(tag, pos, n);
	}
	char *key_end = pack_sorted_uint(p->key + p->prefix, docid);
	return btree_add(p->table, p->key, (size_t)(key_end - p->key), tag,
		(size_t)(end - tag), false, err);
}

struct btree *position_tree(const struct position *p)
{
	return p->table;
}

void position_free(struct position *p)
{
	if (!p)
		return;
	btree_free(p->table);
	coop_buf_release(&p->tag);
	free(p);
}
