/*
 * collect.h - the sources of a scan, read where they must be, become a plan: the records of the new
 * generation in order, and where each is.
 *
 * The plan is a table of sources (sources.h). Its runs lead to documents of the generation before and to
 * the spool (spool.h), which has the records that are new.
 */
#ifndef COOP_INDEXER_UPDATE_COLLECT_H
#define COOP_INDEXER_UPDATE_COLLECT_H

#include <stdbool.h>

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/update/exceptions.h"
#include "indexer/update/ingest.h"
#include "indexer/update/previous.h"
#include "indexer/update/scan.h"
#include "indexer/update/spool.h"
#include "shared/core/error.h"

struct collection {
	struct sources plan;     /* a source for each entry of the scan */
	const struct scan *scan; /* as collect() was given it */
	struct previous *
		previous; /* NULL: there is none; what the plan has of it is marked as kept */
	struct spool *spool; /* NULL with `direct` */
	size_t records_added;
	uint64_t records_lost; /* that are damaged, and could not be read again */
};

struct collect_options {
	const struct reader_options *reader;
	struct report *report; /* its table of rejected rows may be NULL */
	struct ingest *ingest; /* reads; with `direct` it fills a base */
	/* Whether records go to that base at once: then all runs lead to its documents. */
	bool direct;
	/* NULL, or which records are kept: those of other shards are not */
	const struct dealing *dealing;
	struct exceptions *exceptions; /* NULL, or sees all records */
	int rejects_before; /* the table of rejected rows before, open for reading; -1: none */
};

/*
 * Reads what a scan wants read. `previous` and `spool` are set; the plan is to be released even after a
 * failure. A source that changes while it is read is read again, up to three times; after that it stays
 * as it was before, is reported, and read again by the next build. Otherwise fails as ingest_file() does.
 */
enum coop_status collect(struct collection *c, const struct scan *scan,
	const struct collect_options *options, struct coop_error *err);

/*
 * Whether a plan is that of the generation before: nothing came of reading again what could not be read, or
 * whose changes are all in records of other shards.
 */
bool collection_is_previous(const struct collection *c, const struct dealing *dealing);

#endif
