/*
 * worker.h - what each thread of the bulk builder does: a batch of records becomes postings in
 * memory, compressed document data, and lengths.
 */
#ifndef COOP_INDEXER_BULK_WORKER_H
#define COOP_INDEXER_BULK_WORKER_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/invert.h"
#include "indexer/bulk/inverted.h"
#include "indexer/glass/doctable.h"
#include "indexer/sink/sink.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

enum { BATCH_RECORDS = 256 };

/* Consecutive records on their way to a thread. */
struct record_batch {
	struct coop_record records[BATCH_RECORDS];
	size_t count, bytes;
	size_t number;             /* from 0, in the order of the records */
	uint32_t first;            /* docid */
	struct record_batch *next; /* in a list of the builder's */
};

/* Where the workers of a build put what they make. */
struct worker_output {
	const struct sink_options *options;
	struct inverted *all; /* gets runs and `dl` */
	struct doctable *docdata;
	pthread_mutex_t *lock; /* guards both of these, and: */
	size_t dl_cap;
};

struct worker {
	struct worker_output *output;
	unsigned number; /* number of the thread */
	struct inverter *inverter;
	struct columns_gather *columns; /* borrowed */
	struct deflater *deflater;
	struct coop_buf data;       /* the packed records of a batch */
	size_t ends[BATCH_RECORDS]; /* where each ends in `data` */
	uint64_t hashes[BATCH_RECORDS];
};

/*
 * Initialises a zeroed worker, whose columns are in output->all. Call worker_release() even after a
 * failure.
 */
enum coop_status worker_init(struct worker *w, struct worker_output *output,
	unsigned number, struct coop_error *err);
void worker_release(struct worker *w);

/*
 * How many bytes the postings and the columns of a thread may take together, when so many documents were
 * read: its share of what nothing else takes, but at least a quarter of what it would have alone. What
 * else there is grows with the documents: with less, every batch would become a run at last, and thousands
 * of runs take hours to merge.
 */
size_t worker_share(const struct sink_options *options, size_t documents);
/* What columns may take of a share, and what is left to postings beside the bytes of columns. */
size_t worker_columns_share(size_t share);
size_t worker_postings_share(size_t share, size_t columns);

/* Indexes a batch; puts postings or columns aside when their share of the memory is used up. */
enum coop_status worker_index(
	struct worker *w, struct record_batch *batch, struct coop_error *err);

/* Puts aside what is in memory, for the last time. */
enum coop_status worker_flush(struct worker *w, struct coop_error *err);

#endif
