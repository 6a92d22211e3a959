/*
 * parallel_for.h - a loop whose iterations run in several threads.
 */
#ifndef COOP_INDEXER_BULK_PARALLEL_FOR_H
#define COOP_INDEXER_BULK_PARALLEL_FOR_H

/*
 * Calls work(data, i) for each i below `n`, in up to `threads` threads including the
 * caller's, and returns when all calls have returned. When threads cannot be created,
 * fewer do the work.
 */
void parallel_for(
	unsigned threads, unsigned n, void (*work)(void *data, unsigned i), void *data);

#endif
