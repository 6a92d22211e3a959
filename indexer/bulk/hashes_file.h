/*
 * hashes_file.h - writes the hashes of the records (shared/index/hashes.h) of each batch at their place in
 * the file, so that none are in memory.
 */
#ifndef COOP_INDEXER_BULK_HASHES_FILE_H
#define COOP_INDEXER_BULK_HASHES_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "shared/core/error.h"

/* Creates the file in a folder; `*fd` is -1 after a failure. */
enum coop_status hashes_file_create(const char *dir, int *fd, struct coop_error *err);

/* Writes the hashes of `n` documents from a docid on; several threads may do so at the same time. */
enum coop_status hashes_file_put(int fd, const char *dir, uint32_t first,
	const uint64_t *hashes, size_t n, struct coop_error *err);

/* Makes the file safe on the disk. */
enum coop_status hashes_file_end(int fd, const char *dir, struct coop_error *err);

#endif
