/*
 * free_space.h - the room on a file system.
 */
#ifndef COOP_INDEXER_DISK_FREE_SPACE_H
#define COOP_INDEXER_DISK_FREE_SPACE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The bytes that this user may still write to the file system of an open folder; quotas are not known.
 * False where the file system does not tell.
 */
bool free_space(int folder, uint64_t *bytes);

#endif
