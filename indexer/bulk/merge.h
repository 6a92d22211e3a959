/*
 * merge.h - several runs read as one.
 *
 * merge_next() goes through the terms of all runs in ascending order; union_next() through the
 * documents of one of them. The runs of one thread hold documents in ascending order, one run
 * after the other; those of different threads alternate.
 */
#ifndef COOP_INDEXER_BULK_MERGE_H
#define COOP_INDEXER_BULK_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/posting_stream.h"
#include "indexer/bulk/run.h"
#include "shared/core/error.h"

/* All runs of a build: those of the first thread in their order, then the second's ... */
struct runs {
	struct run **at;
	unsigned *thread; /* of each */
	size_t count, cap;
};

/* Keeps a run, which is then freed with the others. */
enum coop_status runs_add(
	struct runs *all, struct run *run, unsigned thread, struct coop_error *err);
void runs_release(struct runs *all);

/* Lets the memory go that was read so far. */
void runs_unload(const struct runs *all);

/* A term in one run: its entry, and the entry's number. */
struct part {
	uint32_t run;
	uint32_t number;
	const struct run_entry *entry;
};

/* A run that has terms left, and the first bytes of its next one (coop_bytes_head()). */
struct merge_head {
	uint64_t head;
	uint32_t run;
};

/* A walk through the terms. */
struct merge {
	const struct runs *runs;
	uint32_t *next;          /* by run: its next entry */
	struct merge_head *heap; /* the least term first */
	size_t nheap;
	const char *term; /* the current one, borrowed from a run */
	size_t len;
	struct part *parts; /* where it is, in the order of the runs */
	size_t nparts;
	uint64_t read; /* bytes of postings passed since memory was let go */
};

/* Begins with the first term that is not less than `from`. */
enum coop_status merge_begin(struct merge *m, const struct runs *runs, const char *from,
	struct coop_error *err);
bool merge_next(struct merge *m);
void merge_release(struct merge *m);

/* A walk through the postings of a term in all its parts. */
struct union_cursor {
	struct posting_stream p;
	size_t part; /* the one after the current */
	size_t end;
};

struct union_walk {
	const struct runs *runs;
	const struct part *parts;
	struct union_cursor *cursors; /* one for each thread that has parts */
	size_t ncursors, cap;
	uint64_t *prefetched; /* by run: the postings that were asked for end there */
	struct posting_stream
		*current; /* the posting; its positions are the user's to take */
	uint32_t
		until; /* a higher docid than all that come before one of another cursor */
};

/*
 * Starts on parts in the order of the runs; `u` was set to `{0}` before its first use, and is used
 * with the same runs ever after.
 */
enum coop_status union_begin(struct union_walk *u, const struct runs *runs,
	const struct part *parts, size_t nparts, struct coop_error *err);
/* For union_next(): the cursor at hand is at its end, or another one's turn has come. */
bool union_switch_cursor(struct union_walk *u, bool ended);

/*
 * Gives the next posting in `u->current`, whose positions, if not taken, must be passed over;
 * false at the end.
 */
static inline bool union_next(struct union_walk *u)
{
	bool more = u->current && posting_stream_next(u->current);
	return (more && u->current->docid < u->until) || union_switch_cursor(u, !more);
}

void union_release(struct union_walk *u);

#endif
