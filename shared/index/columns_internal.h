/*
 * columns_internal.h - what is read of columns as the files of columns.h see it: opening (columns_open.c), documents
 * and the dictionary (columns.c), counting (columns_count.c), the documents with a value (columns_select.c).
 */
#ifndef COOP_INDEX_COLUMNS_INTERNAL_H
#define COOP_INDEX_COLUMNS_INTERNAL_H

#include "shared/core/bytes.h"
#include "shared/index/columns.h"

/* Fails for a damaged column, with COOP_E_CORRUPT. */
enum coop_status coop_columns_damaged(
	const struct coop_columns *c, struct coop_error *err);

/* Verifies the pages of `n` bytes. */
static inline bool verify(const struct coop_columns *c, const void *s, size_t n)
{
	return coop_pages_verify(&c->pages, s, n);
}

/* A packed number of a page that is verified. */
static inline uint32_t packed(const unsigned char *from, uint64_t index, unsigned bits)
{
	uint64_t bit = index * bits;
	/* eight bytes may be read: the file ends with as many */
	return coop_get_bits(from + bit / 8, bit % 8, bits);
}

/* Verifies the pages of `n` packed numbers. */
static inline bool verify_packed(const struct coop_columns *c, const unsigned char *from,
	uint64_t index, uint64_t n, unsigned bits)
{
	uint64_t bit = index * bits;
	return verify(c, from + bit / 8, (bit % 8 + n * bits + 7) / 8);
}

#endif
