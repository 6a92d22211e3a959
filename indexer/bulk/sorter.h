/*
 * sorter.h - an external merge sort: records in the order of their keys, more than memory
 * holds.
 *
 * What exceeds the memory is written to a temporary file in sorted pieces, which are
 * merged while they are read.
 */
#ifndef COOP_INDEXER_BULK_SORTER_H
#define COOP_INDEXER_BULK_SORTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

#define SORTER_KEY_MAX 255

struct sorter;

struct sorter_record {
	const char *key;
	size_t key_len;
	const char *value;
	size_t len;
};

/* Uses at most `memory` bytes, plus one record; pieces go to the file system of `dir`. */
enum coop_status sorter_new(
	const char *dir, size_t memory, struct sorter **out, struct coop_error *err);
void sorter_free(struct sorter *s); /* NULL is fine */

/* Adds a record, whose key has at most SORTER_KEY_MAX bytes. */
enum coop_status sorter_add(
	struct sorter *s, const struct sorter_record *r, struct coop_error *err);

/* The number of records so far. */
uint64_t sorter_count(const struct sorter *s);

/* Sorts the records; none can be added afterwards. */
enum coop_status sorter_sort(struct sorter *s, struct coop_error *err);

/*
 * Gives the records in ascending order of their keys, equal keys in the order they were
 * added; false at the end. A record is borrowed until the sorter is freed.
 */
bool sorter_next(struct sorter *s, struct sorter_record *out);

#endif
