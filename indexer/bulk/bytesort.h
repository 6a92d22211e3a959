/*
 * bytesort.h - sorts many strings in byte order.
 *
 * Sorting by comparison reads each string a dozen times, at random places in memory. The
 * first eight bytes nearly always decide: these are sorted by radix, and only strings
 * that share them are compared.
 */
#ifndef COOP_INDEXER_BULK_BYTESORT_H
#define COOP_INDEXER_BULK_BYTESORT_H

#include <stddef.h>
#include <stdint.h>

/* The memory that sorting takes for each string, in bytes, besides the strings. */
#define BYTESORT_MEMORY (2 * sizeof(struct bytesort_place))

struct bytesort_string {
	const char *s;
	uint32_t len;
	uint32_t number, kind; /* the caller's */
};

/* A string in the sorted order. */
struct bytesort_place {
	uint64_t head;  /* its first bytes (coop_bytes_head()) */
	uint32_t which; /* index of the string */
};

/*
 * Sorts at most 2^32 - 1 strings; equal ones keep their order. Returns an array that the
 * caller frees, NULL when memory is exhausted.
 */
struct bytesort_place *bytesort(const struct bytesort_string *strings, size_t n);

#endif
