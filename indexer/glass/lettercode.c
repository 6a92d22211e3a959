#include "indexer/glass/lettercode.h"

#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	LITERALS = 257, /* bytes, and the end of the stream */
	LENGTHS = LITERALS +
		  1,     /* and one length for the distances, of which none is used */
	STEPS = 19,      /* the code length alphabet: 0 to 15, and runs: */
	AGAIN = 16,      /* 3 to 6 times the length before */
	ZEROS = 17,      /* 3 to 10 zeros */
	MORE_ZEROS = 18, /* 11 to 138 zeros */
	STEP_BITS = 7
};

/* ---- Huffman codes ---- */

/*
 * A node of the tree: first the leaves, in ascending order of their counts, then the
 * inner nodes.
 */
struct node {
	uint64_t count;
	uint16_t symbol, parent;
};

static int by_count(const void *a, const void *b)
{
	const struct node *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

/*
 * Computes the lengths of a Huffman code; returns the longest. With the leaves sorted,
 * inner nodes are made in ascending order too, so that the two lowest counts are at the
 * heads of two queues (J. van Leeuwen, "On the construction of Huffman trees", 1976,
 * section 2).
 */
static unsigned tree_lengths(const uint64_t *counts, size_t n, uint8_t *lengths)
{
	struct node nodes[2 * LITERALS];
	uint8_t depth[2 * LITERALS];
	size_t leaves = 0;
	memset(lengths, 0, n);
	for (size_t i = 0; i < n; i++)
		if (counts[i] > 0)
			nodes[leaves++] = (struct node){counts[i], (uint16_t)i, 0};
	if (leaves == 0)
		return 0;
	if (leaves == 1) {
		lengths[nodes[0].symbol] = 1;
		return 1;
	}
	qsort(nodes, leaves, sizeof *nodes, by_count);
	size_t leaf = 0, inner = leaves, end = leaves;
	for (; end < 2 * leaves - 1; end++) {
		nodes[end] = (struct node){0};
		for (int i = 0; i < 2; i++) {
			bool take_leaf =
				leaf < leaves &&
				(inner == end || nodes[leaf].count <= nodes[inner].count);
			struct node *k = &nodes[take_leaf ? leaf++ : inner++];
			k->parent = (uint16_t)end;
			nodes[end].count += k->count;
		}
	}
	unsigned longest = 0;
	depth[end - 1] = 0;
	for (size_t i = end - 1; i-- > 0;) {
		depth[i] = (uint8_t)(depth[nodes[i].parent] + 1);
		if (i < leaves) {
			lengths[nodes[i].symbol] = depth[i];
			longest = depth[i] > longest ? depth[i] : longest;
		}
	}
	return longest;
}

/*
 * The same, none longer than `limit`: counts are halved until that is so, which makes
 * rare symbols relatively more frequent. Not optimal, but near enough.
 */
static void code_lengths(uint64_t *counts, size_t n, unsigned limit, uint8_t *lengths)
{
	while (tree_lengths(counts, n, lengths) > limit)
		for (size_t i = 0; i < n; i++)
			counts[i] = counts[i] / 2 + (counts[i] > 0);
}

/*
 * The canonical codes for some lengths (RFC 1951, 3.2.2), reversed, so that their first
 * bit is lowest.
 */
static void number_codes(const uint8_t *lengths, size_t n, uint16_t *codes)
{
	uint16_t next[16] = {0}, code = 0;
	unsigned of_length[16] = {0};
	for (size_t i = 0; i < n; i++)
		of_length[lengths[i]]++;
	of_length[0] = 0;
	for (unsigned bits = 1; bits < 16; bits++)
		next[bits] = code = (uint16_t)((code + of_length[bits - 1]) << 1);
	for (size_t i = 0; i < n; i++) {
		codes[i] = 0;
		uint16_t value = lengths[i] > 0 ? next[lengths[i]]++ : 0;
		for (unsigned bit = 0; bit < lengths[i]; bit++)
			codes[i] = (uint16_t)((unsigned)codes[i] << 1 |
					      ((unsigned)value >> bit & 1U));
	}
}

/* ---- bits ---- */

/* A writer of bits. */
struct bits {
	uint64_t waiting;
	unsigned count;
	unsigned char *to;
};

static inline void put_bits(struct bits *b, uint64_t bits, unsigned count)
{
	b->waiting |= bits << b->count;
	b->count += count;
}

/* Stores eight bytes, and keeps those that are complete. */
static inline void flush_bits(struct bits *b)
{
	uint64_t bytes = htole64(b->waiting);
	memcpy(b->to, &bytes, sizeof bytes);
	b->to += b->count / 8;
	b->waiting >>= b->count & ~7U;
	b->count &= 7U;
}

/* ---- the head of the stream ---- */

/* A symbol of the code length alphabet, with its extra bits. */
struct step {
	uint8_t symbol, extra, extra_bits;
};

/* Encodes the lengths by runs (RFC 1951, 3.2.7); returns how many symbols that takes. */
static size_t make_steps(const uint8_t *lengths, struct step *steps)
{
	size_t count = 0, run;
	for (size_t i = 0; i < LENGTHS; i += run) {
		uint8_t length = lengths[i];
		for (run = 1; i + run < LENGTHS && lengths[i + run] == length;)
			run++;
		if (length == 0 && run >= 11) {
			run = run < 138 ? run : 138;
			steps[count++] =
				(struct step){MORE_ZEROS, (uint8_t)(run - 11), 7};
		} else if (length == 0 && run >= 3) {
			steps[count++] = (struct step){ZEROS, (uint8_t)(run - 3), 3};
		} else if (i > 0 && lengths[i - 1] == length && run >= 3) {
			run = run < 6 ? run : 6;
			steps[count++] = (struct step){AGAIN, (uint8_t)(run - 3), 2};
		} else {
			run = 1;
			steps[count++] = (struct step){length, 0, 0};
		}
	}
	return count;
}

static void make_head(struct lettercode *c, const uint8_t *lengths)
{
	static const uint8_t order[STEPS] = {
		16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
	struct step steps[LENGTHS];
	uint64_t counts[STEPS] = {0};
	uint8_t step_lengths[STEPS];
	uint16_t codes[STEPS];
	size_t count = make_steps(lengths, steps), orders = STEPS;
	for (size_t i = 0; i < count; i++)
		counts[steps[i].symbol]++;
	code_lengths(counts, STEPS, STEP_BITS, step_lengths);
	number_codes(step_lengths, STEPS, codes);
	while (orders > 4 && step_lengths[order[orders - 1]] == 0)
		orders--;
	struct bits b = {.to = c->head};
	put_bits(&b, 1 | 2 << 1,
		3); /* BFINAL = 1, BTYPE = 2: the last block, with dynamic codes */
	put_bits(&b, (LITERALS - 257) | 0 << 5 | (orders - 4) << 10, 14);
	for (size_t i = 0; i < orders; i++) {
		put_bits(&b, step_lengths[order[i]], 3);
		flush_bits(&b);
	}
	for (size_t i = 0; i < count; i++) {
		put_bits(&b, codes[steps[i].symbol], step_lengths[steps[i].symbol]);
		put_bits(&b, steps[i].extra, steps[i].extra_bits);
		flush_bits(&b);
	}
	c->head_len = (size_t)(b.to - c->head);
	c->head_bits = b.count;
	c->head[c->head_len] = (unsigned char)b.waiting;
}

/* ---- texts ---- */

/*
 * Counts into four tables in turn: letters repeat, and incrementing the same counter
 * again would wait for the store before.
 */
static void count_letters(uint64_t *counts, const char *texts, size_t len)
{
	uint32_t tables[4][256] = {{0}};
	size_t at = 0;
	for (; len - at >= 8; at += 8) {
		uint64_t letters;
		memcpy(&letters, texts + at, sizeof letters);
		for (unsigned i = 0; i < 8; i++)
			tables[i % 4][letters >> 8 * i & 0xffU]++;
	}
	for (; at < len; at++)
		tables[0][(unsigned char)texts[at]]++;
	for (size_t i = 0; i < 256; i++)
		counts[i] = (uint64_t)tables[0][i] + tables[1][i] + tables[2][i] +
			    tables[3][i];
}

void lettercode_make(struct lettercode *c, const char *texts, size_t len)
{
	uint64_t counts[LITERALS] = {0};
	uint8_t lengths[LENGTHS] = {0};
	uint16_t codes[LITERALS];
	count_letters(counts, texts, len);
	/* each text ends once, which is rare among its letters */
	counts[LITERALS - 1] = 1;
	code_lengths(counts, LITERALS, LETTERCODE_BITS, lengths);
	number_codes(lengths, LITERALS, codes);
	for (size_t i = 0; i < LITERALS; i++)
		c->of[i] = (uint32_t)lengths[i] << 16 | codes[i];
	make_head(c, lengths);
}

/* Puts the code of a byte; sets the highest bit of `unknown` if it has none. */
static inline void put_letter(
	struct bits *b, const struct lettercode *c, unsigned letter, uint32_t *unknown)
{
	uint32_t code = c->of[letter];
	*unknown |= code - 1;
	put_bits(b, code & 0xffffU, code >> 16);
}

size_t lettercode_write(
	const struct lettercode *c, const char *text, size_t len, char *to)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + len;
	uint32_t unknown = 0;
	memcpy(to, c->head, c->head_len);
	struct bits b = {.waiting = c->head[c->head_len],
		.count = c->head_bits,
		.to = (unsigned char *)to + c->head_len};
	for (; end - at >= 4; at += 4) {
		put_letter(&b, c, at[0], &unknown);
		put_letter(&b, c, at[1], &unknown);
		put_letter(&b, c, at[2], &unknown);
		put_letter(&b, c, at[3], &unknown);
		flush_bits(&b);
	}
	for (; at < end; at++) {
		put_letter(&b, c, *at, &unknown);
		flush_bits(&b);
	}
	put_letter(&b, c, LITERALS - 1, &unknown);
	b.count += 7; /* the last byte is padded with zeros */
	flush_bits(&b);
	return unknown >> 31 ? 0 : (size_t)(b.to - (unsigned char *)to);
}
