/*
 * radix.h - sorting of pairs of numbers.
 */
#ifndef COOP_INDEXER_BULK_RADIX_H
#define COOP_INDEXER_BULK_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* A pair: the key in the upper half, what belongs to it in the lower. */
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
 * Sorts pairs, at most 2^32 - 1, by their keys, all of which are below `limit`; equal keys
 * keep their order. `other` has room for as many; returns which of the two holds the result.
 */
uint64_t *radix_sort(uint64_t *pairs, uint64_t *other, size_t n, uint32_t limit);

/* Adds up the values of equal keys among sorted pairs; returns how many are left. */
size_t radix_add_up(uint64_t *pairs, size_t n);

#endif
