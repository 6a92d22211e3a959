/*
 * pool.h - indexes that several threads ask, opened anew when they have changed.
 *
 * Each thread has a session of its own, a worker; those of one time share what one of them has opened. Each
 * request looks whether an index has another stub (shared/index/stub.h), which costs a call of the system.
 * The first that finds one opens the indexes anew, beside those that are open, and the others wait for it;
 * whoever is answering goes on with what it has. What is open no longer is closed with the last of its
 * sessions, those of workers that have nothing to do at once, so that nobody holds a generation that serves
 * no more.
 *
 * When the indexes cannot be opened anew, a message says so, and those that are open go on until there is
 * another stub.
 */
#ifndef COOP_QUERY_SERVE_POOL_H
#define COOP_QUERY_SERVE_POOL_H

#include <stdint.h>

#include "query/search/session.h"
#include "shared/core/error.h"

struct pool;

/* What is to be opened; all is borrowed. */
struct pool_indexes {
	const char *const *names; /* as session_open() takes them */
	size_t count;
	struct session_files files;
	bool available; /* shards that are missing are done without (session.h) */
};

/* Opens the indexes for a number of workers. Fails as session_open() does. */
enum coop_status pool_open(const struct pool_indexes *indexes, size_t workers,
	struct pool **out, struct coop_error *err);
/* No worker may be at work; NULL is fine. */
void pool_close(struct pool *p);

/*
 * Begins a request of a worker: its session, of the indexes as they are now. Only the thread of the worker
 * may use it, until pool_end().
 */
enum coop_status pool_begin(
	struct pool *p, size_t worker, struct session **session, struct coop_error *err);
/* Ends it. `stale`: its session has found that the index is gone, which is to be opened anew. */
void pool_end(struct pool *p, size_t worker, bool stale);

/* A number that changes with what is open, or is about to. */
uint64_t pool_edition(struct pool *p);

#endif
