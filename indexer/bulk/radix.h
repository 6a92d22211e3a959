/*
 * radix.h - radix sort of pairs of 32-bit numbers.
 */
#ifndef COOP_INDEXER_BULK_RADIX_H
#define COOP_INDEXER_BULK_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* A pair: the key in the upper half, the value in the lower. */
static inline uint64_t radix_pair(uint32_t key, uint32_t value)
{
	return (uint64_t)key << 32 | value;
}

static inline uint32_t radix_key(uint64_t pair)
{
	return (uint32_t)(pair >> 32);
}

static inline uint32_t radix_value(uint64_t pair)
{
	return (uint32_t)pair;
}

/*
 * Sorts at most 2^32 - 1 pairs by their keys, all below `limit`; equal keys keep their
 * order. `other` has room for as many; returns which of the two arrays holds the result.
 */
uint64_t *radix_sort(uint64_t *pairs, uint64_t *other, size_t n, uint32_t limit);

/*
 * Merges sorted pairs with equal keys by adding their values; returns how many are left.
 */
size_t radix_add_up(uint64_t *pairs, size_t n);

#endif
