#include "indexer/bulk/radix.h"

#include <string.h>

enum {
	SHORT = 24, /* so few pairs are sorted by insertion */
	WIDEST = 11 /* bits of a digit */
};

static void insertion_sort(uint64_t *pairs, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint64_t moved = pairs[i];
		size_t to = i;
		for (; to > 0 && radix_key(pairs[to - 1]) > radix_key(moved); to--)
			pairs[to] = pairs[to - 1];
		pairs[to] = moved;
	}
}

/* Distributes the pairs by `bits` bits of their keys: one pass of an LSD radix sort. */
static void distribute(
	const uint64_t *from, uint64_t *to, size_t n, unsigned shift, unsigned bits)
{
	uint32_t begin[1 << WIDEST];
	size_t mask = ((size_t)1 << bits) - 1;
	memset(begin, 0, (mask + 1) * sizeof *begin);
	for (size_t i = 0; i < n; i++)
		begin[from[i] >> shift & mask]++;
	uint32_t sum = 0;
	for (size_t i = 0; i <= mask; i++) {
		uint32_t count = begin[i];
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
	/* clearing the counters of wide digits pays only for many pairs */
	unsigned widest = n < 2048 ? 7 : WIDEST, bits = 0;
	while (bits < 32 && limit >> bits != 0)
		bits++;
	unsigned passes = (bits + widest - 1) / widest;
	for (unsigned at = 0; passes > 0; passes--) {
		unsigned width = (bits - at + passes - 1) / passes;
		distribute(pairs, other, n, 32 + at, width);
		at += width;
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
		if (kept > 0 && radix_key(pairs[kept - 1]) == radix_key(pairs[i]))
			pairs[kept - 1] += radix_value(pairs[i]);
		else
			pairs[kept++] = pairs[i];
	}
	return kept;
}
