/*
 * merge.h - reads several runs as one.
 *
 * merge_next() iterates over the terms of all runs in ascending order, union_next() over
 * the postings of one of them. The runs of one thread hold ascending documents, one run
 * after the other; those of different threads interleave.
 */
#ifndef COOP_INDEXER_BULK_MERGE_H
#define COOP_INDEXER_BULK_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/posting_stream.h"
#include "indexer/bulk/run.h"
#include "shared/core/error.h"

/* All runs of a build, grouped by thread; those of a thread are in order. */
struct runs {
	struct run **at;
	unsigned *thread; /* by run: the thread that wrote it */
	size_t count, cap;
};

/* Adds a run and takes ownership of it, even on failure. */
enum coop_status runs_add(
	struct runs *all, struct run *run, unsigned thread, struct coop_error *err);
void runs_release(struct runs *all);

/* Lets the system take back the memory that was read so far. */
void runs_unload(const struct runs *all);

/* A term in one run (run.h): its entry, and the number of the entry. */
struct run_part {
	uint32_t run;
	uint32_t number;
	const struct run_entry *entry;
};

/* A run that has terms left, and the first bytes of its next one (coop_bytes_head()). */
struct merge_head {
	uint64_t head;
	uint32_t run;
};

/* An iterator over terms. */
struct merge {
	const struct runs *runs;
	uint32_t *next;          /* by run: its next entry */
	struct merge_head *heap; /* a binary heap, the lowest term first */
	size_t nheap;
	const char *term; /* the current term, borrowed from a run */
	size_t len;
	struct run_part *parts; /* the runs that hold it, in their order */
	size_t nparts;
	uint64_t read; /* bytes of postings passed since memory was released */
};

/* Starts at the first term of at least `from`. */
enum coop_status merge_begin(struct merge *m, const struct runs *runs, const char *from,
	struct coop_error *err);
/* Moves to the next term; false at the end. */
bool merge_next(struct merge *m);
void merge_release(struct merge *m);

/* The postings of a term in the runs of one thread. */
struct union_cursor {
	struct posting_stream p;
	size_t part; /* the part after the current one */
	size_t end;
};

/*
 * An iterator over the postings of a term in all runs, in ascending order of the docids.
 */
struct union_walk {
	const struct runs *runs;
	const struct run_part *parts;
	struct union_cursor *cursors; /* one for each thread that has parts */
	size_t ncursors, cap;
	uint64_t *prefetched; /* by run: postings are prefetched up to here */
	/* at the current posting; the caller reads or skips its positions */
	struct posting_stream *current;
	/* postings below this docid come before those of any other cursor */
	uint32_t until;
};

/*
 * Starts on parts in the order of the runs. Zero `u` before its first use; afterwards use
 * it with the same runs only.
 */
enum coop_status union_begin(struct union_walk *u, const struct runs *runs,
	const struct run_part *parts, size_t nparts, struct coop_error *err);
/*
 * For union_next(): switches to the cursor whose posting comes next, as the current one
 * has ended or another one precedes it.
 */
bool union_switch_cursor(struct union_walk *u, bool ended);

/*
 * Moves `u->current` to the next posting, whose positions the caller must read or skip;
 * false at the end.
 */
static inline bool union_next(struct union_walk *u)
{
	bool more = u->current && posting_stream_next(u->current);
	return (more && u->current->docid < u->until) || union_switch_cursor(u, !more);
}

void union_release(struct union_walk *u);

#endif
