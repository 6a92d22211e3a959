/*
 * bytesort.h - many strings in the order of their bytes.
 *
 * What sorts by comparing reads each string a dozen times, from anywhere in memory. Eight bytes
 * decide nearly always: these are dealt out by their bits, and only strings that have them in
 * common are compared.
 */
#ifndef COOP_INDEXER_BULK_BYTESORT_H
#define COOP_INDEXER_BULK_BYTESORT_H

#include <stddef.h>
#include <stdint.h>

/* The bytes that sorting takes for each string, beside those of the strings. */
#define BYTESORT_MEMORY (2 * sizeof(struct bytesort_place))

struct bytesort_string {
	const char *s;
	uint32_t len;
	uint32_t number, kind; /* the caller's */
};

/* A string's place in the order. */
struct bytesort_place {
	uint64_t head;  /* its first bytes (bytes.h) */
	uint32_t which; /* the string */
};

/*
 * Sorts strings, at most 2^32 - 1; those that are the same stay in order. Returns their places,
 * the caller's to free; NULL when memory is gone.
 */
struct bytesort_place *bytesort(const struct bytesort_string *strings, size_t n);

#endif
