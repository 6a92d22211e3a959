/*
 * sink.h - what takes the records of a run of coopidx and makes a database of them.
 *
 * There are two: the bulk builder (bulk/builder.h), which writes the engine's tables itself,
 * and the engine (sink_xapian.h), many times slower, for what the builder is measured and tested
 * against, and for libraries whose format it does not know. The same records give the same
 * database.
 */
#ifndef COOP_INDEXER_SINK_SINK_H
#define COOP_INDEXER_SINK_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/report/progress.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"
#include "shared/index/record.h"

/* How a database is to be made. */
struct sink_options {
	const char *dir;   /* of the index: for what is put aside */
	const char *path;  /* of the database, a folder that is there and empty */
	unsigned threads;  /* at least 1 */
	size_t memory;     /* bytes to keep to while reading: postings are put aside */
	bool engine_tools; /* whether the database has what these need: job.h */
	struct progress *progress; /* NULL, or to be told how far it is */
	const stop_flag *stop;
};

enum { SINK_TABLES = 5 /* at most */ };

/* What a sink has seen, and what it took; times in seconds. */
struct sink_stats {
	uint64_t words;
	size_t runs;                  /* parts that were put aside */
	double flush, postings, join; /* the steps of finishing */
	struct {
		const char *name;
		uint64_t bytes, entries;
	} tables[SINK_TABLES];
};

/* Sinks put this first in a structure of their own. */
struct sink {
	const struct sink_ops *ops;
	struct sink_stats stats; /* complete after finish() */
};

struct sink_ops {
	/* An empty record to fill; borrowed until add(). NULL when memory is gone. */
	struct coop_record *(*record)(struct sink *s);
	/* Takes the record that record() gave last; it has an id that no other has. */
	enum coop_status (*add)(struct sink *s, struct coop_error *err);
	/* Makes the database of the records, at least one, and makes it safe on the disk. */
	enum coop_status (*finish)(struct sink *s, struct coop_error *err);
	void (*free)(struct sink *s);
};

#endif
