/*
 * hold.h - a generation that is being read is not removed.
 *
 * A reader holds a shared lock, flock(2), on the manifest of the generation it reads, and a writer
 * removes a generation only while it has the exclusive lock on it. The kernel drops the lock of a
 * process that ends. The lock is on the manifest since each generation has one of its own, while other
 * files may be links to those of another generation, and since a folder cannot be locked over NFS: there
 * an exclusive lock wants a file that is open for writing.
 *
 * Where the file system has no locks, readers go on without, and a writer waits for an hour instead
 * (indexer/generations/index_remove.h).
 */
#ifndef COOP_INDEX_HOLD_H
#define COOP_INDEX_HOLD_H

#include <stdbool.h>

/*
 * Holds the generation in an open folder until the descriptor that it returns is closed. -1 when there
 * is nothing to lock, or it cannot be locked: a generation can be read without being held, and what
 * opens its files notices if it is removed meanwhile.
 */
int coop_generation_hold(int folder);

/* The outcome of a claim. */
enum coop_claim {
	COOP_CLAIM_FREE, /* nobody reads it; nor does anybody begin to while `*fd` is open */
	COOP_CLAIM_HELD,    /* somebody reads it, or that cannot be found out */
	COOP_CLAIM_NO_LOCKS /* the file system has no locks */
};

/*
 * Claims the generation in an open folder for removal. `*fd`, to be closed unless it is -1, keeps the
 * claim. A generation without a manifest was never served, and is free.
 */
enum coop_claim coop_generation_claim(int folder, int *fd);

#endif
