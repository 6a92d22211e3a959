/*
 * index_lock.h - the lock file of an index, held by the one process that writes it.
 *
 * The process that holds it says in the file who it is, for the message of the others:
 *   coopidx PID SECONDS HOST
 * PID is its process id, SECONDS the time since 1970 when it took the lock, HOST the name of its
 * machine. The text is no part of the lock: a file with any other content locks as well, is left as it
 * is, and tells nothing. So does a file that has a second name, which may be anybody's.
 */
#ifndef COOP_INDEXER_GENERATIONS_INDEX_LOCK_H
#define COOP_INDEXER_GENERATIONS_INDEX_LOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/report/report.h"
#include "shared/core/error.h"

/* Seconds that a user may have it wait. */
#define INDEX_LOCK_WAIT_MAX 1000000

/*
 * Locks the index whose open folder is `dir`, called `path` in messages. `*lock` is the descriptor
 * of the lock file, to be closed by index_unlock(), or -1. While another process holds it, tries
 * again for `wait` seconds, and tells so unless the report is quiet.
 *
 * COOP_E_LOCKED: another process still holds it. COOP_E_INTERRUPTED: the report's `stop` was set
 * meanwhile.
 */
enum coop_status index_lock(int dir, const char *path, size_t wait,
	const struct report *report, int *lock, struct coop_error *err);

/* Writes into the file who holds the lock. COOP_E_IO: it cannot be written. */
enum coop_status index_lock_sign(int lock, const char *path, struct coop_error *err);

/* Unlocks; nothing for -1. The file no longer says who holds it. */
void index_unlock(int lock);

enum { LOCK_HOST = 65 /* bytes of a name, with its NUL */ };

/* Who holds a lock, as its file says; `host` consists of letters, digits, '.' and '-'. */
struct lock_text {
	long pid;
	long long since; /* seconds since 1970 */
	char host[LOCK_HOST];
};

/* Reads that from an open lock file; false when it does not say so in exactly our form. */
bool index_lock_read(int lock, struct lock_text *out);

#endif
