/*
 * index_lock.h - the lock file of an index, held by the one process that writes it.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_LOCK_H
#define COOP_INDEXER_GENERATIONS_INDEX_LOCK_H

#include "shared/core/error.h"

/*
 * Locks the index whose folder is `dir`, which messages call `path`. `*lock` is the descriptor
 * of the file, which unlocks when it is closed, or -1. COOP_E_LOCKED: another process has it.
 */
enum coop_status index_lock(int dir, const char *path, int *lock, struct coop_error *err);

#endif
