#include "indexer/build/radix.h"

#include <string.h>

enum { SHORT = 24 /* pairs; so few are sorted by insertion */ };

static void insertion_sort(uint64_t *pairs, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t moved = pairs[i];
		size_t to = i;
		for (; to > 0 && pairs[to - 1] >> 32 > moved >> 32; to--)
			pairs[to] = pairs[to - 1];
		pairs[to] = moved;
	}
}

/* Deals the pairs out by `bits` bits of their keys. */
static void deal(
	const uint64_t *from, uint64_t *to, size_t n, unsigned shift, unsigned bits)
{
	size_t begin[1 << 11];
	size_t mask = ((size_t)1 << bits) - 1;
	memset(begin, 0, (mask + 1) * sizeof *begin);
	for (size_t i = 0; i < n; i++)
		begin[from[i] >> shift & mask]++;
	for (size_t i = 0, sum = 0; i <= mask; i++) {
		size_t count = begin[i];
		begin[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[begin[from[i] >> shift & mask]++] = from[i];
}

uint64_t *radix_sort(uint64_t *pairs, uint64_t *other, size_t n, uint32_t limit)
{
	if (n <= SHORT) {
		insertion_sort(pairs, n);
		return pairs;
	}
	/* wide digits pay only where there are many pairs */
	unsigned digit = n < 2048 ? 6 : 11, bits = 0;
	while (bits < 32 && limit >> bits != 0)
		bits++;
	for (unsigned at = 0; at < bits; at += digit) {
		unsigned width = bits - at < digit ? bits - at : digit;
		deal(pairs, other, n, 32 + at, width);
		uint64_t *swap = pairs;
		pairs = other;
		other = swap;
	}
	return pairs;
}

size_t radix_add_up(uint64_t *pairs, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && pairs[kept - 1] >> 32 == pairs[i] >> 32)
			pairs[kept - 1] += pairs[i] & UINT32_MAX;
		else
			pairs[kept++] = pairs[i];
	}
	return kept;
}
