/*
 * parallel_for.h - one piece of work done by several threads at once.
 */
#ifndef COOP_INDEXER_BULK_PARALLEL_FOR_H
#define COOP_INDEXER_BULK_PARALLEL_FOR_H

/*
 * Calls work(data, i) for each i below `n` in up to `threads` threads, the caller's among
 * them, and returns when all calls have returned. Where no thread can be had, fewer do it.
 */
void parallel_for(
	unsigned threads, unsigned n, void (*work)(void *data, unsigned i), void *data);

#endif
