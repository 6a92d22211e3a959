/*
 * index_lock.h - the lock file of an index, held by the one process that writes it.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_LOCK_H
#define COOP_INDEXER_GENERATIONS_INDEX_LOCK_H

#include "shared/core/error.h"

/*
 * Locks the index whose open folder is `dir`, called `path` in messages. `*lock` is the descriptor
 * of the lock file, or -1; closing it unlocks. COOP_E_LOCKED: another process holds it.
 */
enum coop_status index_lock(int dir, const char *path, int *lock, struct coop_error *err);

#endif
