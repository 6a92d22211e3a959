/*
 * progress.h - how far a build has come: numbers that the threads set while they work, and their text.
 */
#ifndef COOP_INDEXER_REPORT_PROGRESS_H
#define COOP_INDEXER_REPORT_PROGRESS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/core/buf.h"

enum progress_step {
	PROGRESS_READING,  /* counted in bytes of the input */
	PROGRESS_LISTS,    /* counted in ranges of documents */
	PROGRESS_POSTINGS, /* counted in entries of runs (indexer/bulk/run.h) */
	PROGRESS_DOCUMENTS /* counted in documents, which the engine writes */
};

/* May be used from any thread. Begin with `= {0}`. */
struct progress {
	atomic_int step;
	atomic_uint_fast64_t records;
	atomic_uint_fast64_t done, total; /* of the step; a total of 0 is unknown */
};

/* Begins a step. `p` may be NULL, here and below. */
void progress_step(struct progress *p, enum progress_step step, uint64_t total);

static inline void progress_add(struct progress *p, uint64_t done)
{
	if (p)
		atomic_fetch_add_explicit(&p->done, done, memory_order_relaxed);
}

/*
 * Appends what is shown of a step that began `seconds` ago. Without a `width` it is a sentence. Else it
 * is a bar and as much beside it as keeps to `width` columns, the share of the work at least; the
 * time that is left comes first, the megabytes last.
 */
void progress_text(
	struct progress *p, double seconds, size_t width, struct coop_buf *out);

#endif
