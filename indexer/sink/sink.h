/*
 * sink.h - where records go: a sink is opened, given records, finished and freed.
 *
 * There are five, each with an open function of its own:
 *   builder_new()   bulk/builder.h   an index, whose tables it writes itself
 *   engine_new()    sink_xapian.h    the same index written by the engine, many times slower: what
 *                                    the builder is measured and tested against, and for versions
 *                                    of the engine whose format the builder does not know
 *   extract_new()   sink_export.h    the records printed, as CSV or JSON lines
 *   opensearch_new() sink_opensearch.h   the records printed for OpenSearch
 *   dry_run_new()   sink_dry_run.h   a report on each file, and no index
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

struct coop_acronyms;
struct facts;
struct sink_ops;

enum { SINK_TABLES = 7 /* at most */ };

/* Statistics of a sink that makes an index; times in seconds. */
struct sink_stats {
	uint64_t documents; /* only of a sink that learns */
	uint64_t words;     /* met in the records */
	uint64_t length;    /* the sum of the records' lengths (impact.h) */
	/*
	 * The acronyms that the records teach: what facts would be, were none given. Those that a
	 * text defines have a long form. NULL before sink_finish(), and freed by sink_free().
	 */
	const struct coop_acronyms *learned;
	size_t runs;         /* runs (indexer/bulk/run.h) written to temporary files */
	size_t column_parts; /* parts of columns (indexer/bulk/columns_part.h), the same */
	double flush, postings, join; /* the steps of finishing */
	struct {
		const char *name;
		uint64_t bytes, entries;
	} tables[SINK_TABLES];
};

/* Sinks put this first in a structure of their own. */
struct sink {
	const struct sink_ops *ops;
	bool shows; /* records are shown to users, with paths as in messages, and not stored */
	struct sink_stats stats; /* complete after sink_finish() */
};

struct sink_ops {
	enum coop_status (*add)(
		struct sink *s, struct coop_record *record, struct coop_error *err);
	enum coop_status (*finish)(struct sink *s, struct coop_error *err);
	void (*free)(struct sink *s);
};

/*
 * Takes a record, whose id no other record has. The structure stays the caller's, who resets or
 * releases it; what it holds afterwards is unspecified, since a sink may keep its memory and leave
 * other memory in its place.
 */
static inline enum coop_status sink_add(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	return s->ops->add(s, record, err);
}

/* Completes what is made of the records, at least one; an index is safe on the disk then. */
static inline enum coop_status sink_finish(struct sink *s, struct coop_error *err)
{
	return s->ops->finish(s, err);
}

/* NULL is fine. What was not finished is incomplete, and left where it is. */
static inline void sink_free(struct sink *s)
{
	if (s)
		s->ops->free(s);
}

/* How an index is to be made: for builder_new() and engine_new(). */
struct sink_options {
	const char *dir;  /* folder of the index: its file system takes temporary files */
	const char *path; /* folder of the database, empty */
	unsigned threads; /* at least 1 */
	size_t memory;    /* the most bytes while reading; more goes to temporary files */
	/*
	 * Whether records only teach what facts are made of: no database is made, and `path` is not used. For
	 * builder_new() alone
	 */
	bool learns;
	bool engine_tools; /* whether the database has what these need: job.h */
	/* those to be used; NULL: learned from the records. Borrowed by the sink */
	const struct facts *facts;
	struct progress *progress; /* NULL, or set to how far the build has come */
	const stop_flag *stop;
};

#endif
