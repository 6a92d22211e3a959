/*
 * lock_holder.h - who is writing an index, found out without locking anything.
 *
 * Trying to take the lock would make another process fail that tries at the same moment. So the list of
 * locks of the system is read instead, /proc/locks, which has the locks of this machine alone; and the
 * text in the lock file tells who took it (index_lock.h): "coopidx PID SECONDS HOST".
 */
#ifndef COOP_INDEXER_GENERATIONS_LOCK_HOLDER_H
#define COOP_INDEXER_GENERATIONS_LOCK_HOLDER_H

#include <stdint.h>

#include "indexer/generations/index_lock.h"

enum lock_state {
	LOCK_FREE, /* nobody on this machine is writing */
	LOCK_HELD,
	LOCK_UNKNOWN /* it cannot be found out */
};

/* What is not known is 0, or empty. */
struct lock_holder {
	enum lock_state state;
	long pid;
	int64_t since; /* seconds since 1970 */
	char host[LOCK_HOST];
};

/* `dir` is the open folder of the index. */
struct lock_holder lock_holder_find(int dir);

#endif
