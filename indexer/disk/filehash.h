/*
 * filehash.h - the hash of a file's content.
 */
#ifndef COOP_INDEXER_DISK_FILEHASH_H
#define COOP_INDEXER_DISK_FILEHASH_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Computes the 64-bit XXH3 hash of a regular file, never 0; false when it is none, cannot be read, or
 * changes meanwhile.
 */
bool file_hash(const char *path, uint64_t *out);

#endif
