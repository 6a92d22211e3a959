#include "shared/texts.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "shared/bytes.h"
#include "shared/glass.h"
#include "shared/mapping.h"

enum { COMPRESSED = 0x8000, LAST = 0x4000, FIRST = 0x2000, SIZE = 0x1fff, KEY_MAX = 6 };

/* How much longer than its stream the engine's data may be; more is left to the engine. */
enum { RATIO = 16, RATIO_MAX = 1 << 11, LEAST = 1 << 12 };

struct coop_texts {
	struct coop_mapping table;
	struct libdeflate_decompressor *decompressor;
	uint64_t revision;
	struct coop_glass_root root;
	struct coop_buf pieces;
};

/* A key and the number of a piece. */
struct place {
	unsigned char key[KEY_MAX];
	size_t len;
	unsigned piece;
};

/* What an item of a leaf holds. */
struct item {
	const unsigned char *s;
	size_t n;
	bool compressed, last;
};

/*
 * Makes what reads the streams. With its first stream the library chooses the code for this
 * processor, once for all threads: that is done here, where there is one.
 */
static struct libdeflate_decompressor *new_decompressor(void)
{
	static const unsigned char nothing[] = {3, 0};
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	char none;
	size_t n;
	if (d)
		libdeflate_deflate_decompress(d, nothing, sizeof nothing, &none, 0, &n);
	return d;
}

enum coop_status coop_texts_open(const char *dir, uint64_t revision,
	struct coop_texts **out, struct coop_error *err)
{
	struct coop_glass glass;
	*out = NULL;
	struct coop_texts *t = calloc(1, sizeof *t);
	if (!t)
		return coop_fail_nomem(err);
	enum coop_status st = coop_glass_read(dir, &glass, err);
	bool known = !st && glass.known && glass.revision == revision &&
		     glass.docdata.size > 0;
	t->revision = revision;
	t->root = glass.docdata;
	if (known)
		st = coop_mapping_open(&t->table, dir, "docdata.glass", err);
	if (known && t->table.at) {
		t->decompressor = new_decompressor();
		st = t->decompressor ? st : coop_fail_nomem(err);
	}
	if (!st && t->decompressor)
		*out = t;
	else
		coop_texts_free(t);
	return st;
}

void coop_texts_free(struct coop_texts *t)
{
	if (!t)
		return;
	coop_mapping_close(&t->table);
	libdeflate_free_decompressor(t->decompressor);
	coop_buf_release(&t->pieces);
	free(t);
}

/* ---- the tree ---- */

/* A block of a level, as it was when the database was opened; NULL when it is not. */
static const unsigned char *block_at(
	const struct coop_texts *t, size_t number, size_t level)
{
	if (number >= t->table.size / t->root.size)
		return NULL;
	const unsigned char *b =
		(const unsigned char *)t->table.at + number * t->root.size;
	unsigned end = coop_glass_number2(b + 9);
	if (coop_glass_number4(b) > t->revision || b[4] != level ||
		end < COOP_GLASS_HEADER || end > t->root.size)
		return NULL;
	return b;
}

/*
 * How an item compares with a place: its key is behind `head` bytes. One that does not lie in
 * the block comes behind all places.
 */
static int compare(const struct coop_texts *t, const unsigned char *block, size_t at,
	size_t head, const struct place *p)
{
	if (at + head + 1 > t->root.size)
		return 1;
	const unsigned char *key = block + at + head + 1;
	size_t len = key[-1];
	if (at + head + 1 + len + 2 > t->root.size)
		return 1;
	int order =
		coop_bytes_compare((const char *)key, len, (const char *)p->key, p->len);
	if (order != 0)
		return order;
	bool first = head == 2 && coop_glass_number2(block + at) & FIRST;
	unsigned piece = first ? 1 : coop_glass_number2(key + len);
	return (piece > p->piece) - (piece < p->piece);
}

/* The last item of a block that is not behind a place; 0 when all are. */
static size_t find_item(const struct coop_texts *t, const unsigned char *block,
	size_t head, const struct place *p, bool *same)
{
	size_t low = 0, high = (coop_glass_number2(block + 9) - COOP_GLASS_HEADER) / 2,
	       found = 0;
	*same = false;
	while (low < high && !*same) {
		size_t middle = low + (high - low) / 2,
		       at = coop_glass_number2(block + COOP_GLASS_HEADER + 2 * middle);
		int order = compare(t, block, at, head, p);
		*same = order == 0;
		if (order > 0) {
			high = middle;
		} else {
			low = middle + 1;
			found = at;
		}
	}
	return found;
}

/* Finds the item of a place; false when there is none. */
static bool find(const struct coop_texts *t, const struct place *p, struct item *out)
{
	enum { BELOW = 4, LENGTH = 2 }; /* bytes before the length of the key */
	size_t number = t->root.block, at;
	const unsigned char *b;
	bool same;
	for (size_t level = t->root.levels; level > 0; level--) {
		b = block_at(t, number, level);
		if (!b || (at = find_item(t, b, BELOW, p, &same)) == 0)
			return false;
		number = coop_glass_number4(b + at);
	}
	b = block_at(t, number, 0);
	if (!b || (at = find_item(t, b, LENGTH, p, &same)) == 0 || !same)
		return false;
	unsigned flags = coop_glass_number2(b + at);
	size_t size = (flags & SIZE) + 3,
	       head = LENGTH + 1 + p->len + (flags & FIRST ? 0 : 2);
	if (size < head || size > t->root.size - at)
		return false;
	*out = (struct item){b + at + head, size - head, (flags & COMPRESSED) != 0,
		(flags & LAST) != 0};
	return true;
}

/* ---- documents ---- */

static struct place place_of(uint32_t docid)
{
	struct place p = {.len = 2, .piece = 1};
	/* each byte more has seven bits more, one of them for the length */
	while (p.len < KEY_MAX - 1 && docid >> (15 + 7 * (p.len - 2)) != 0)
		p.len++;
	for (size_t i = 0; i < p.len; i++)
		p.key[i] = (unsigned char)((uint64_t)docid >> 8 * (p.len - 1 - i));
	p.key[0] |= (unsigned char)(0xff00U >> (p.len - 2));
	return p;
}

/* Appends what a stream becomes. */
static bool inflate(struct coop_texts *t, const struct item *i, struct coop_buf *out)
{
	for (size_t ratio = RATIO; ratio <= RATIO_MAX; ratio *= RATIO) {
		size_t room = i->n * ratio + LEAST, n;
		char *to = coop_buf_reserve(out, room);
		if (!to)
			return false;
		enum libdeflate_result r = libdeflate_deflate_decompress(
			t->decompressor, i->s, i->n, to, room, &n);
		if (r == LIBDEFLATE_SUCCESS) {
			out->len += n;
			out->s[out->len] = '\0';
		}
		if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
			return r == LIBDEFLATE_SUCCESS;
	}
	return false;
}

/* Puts the pieces of a longer item together. */
static bool gather(struct coop_texts *t, struct place *p, struct item *i)
{
	bool compressed = i->compressed;
	coop_buf_reset(&t->pieces);
	coop_buf_add(&t->pieces, (const char *)i->s, i->n);
	while (!i->last) {
		p->piece++;
		if (p->piece > UINT16_MAX || !find(t, p, i))
			return false;
		coop_buf_add(&t->pieces, (const char *)i->s, i->n);
	}
	*i = (struct item){
		(const unsigned char *)t->pieces.s, t->pieces.len, compressed, true};
	return !t->pieces.failed;
}

bool coop_texts_read(struct coop_texts *t, uint32_t docid, struct coop_buf *out)
{
	struct place p = place_of(docid);
	struct item i;
	if (!find(t, &p, &i) || (!i.last && !gather(t, &p, &i)))
		return false;
	if (i.compressed)
		return inflate(t, &i, out);
	coop_buf_add(out, (const char *)i.s, i.n);
	return !out->failed;
}
