/*
 * ingest.h - files to records with ids of their own, on their way to a sink.
 */
#ifndef COOP_INDEXER_INGEST_H
#define COOP_INDEXER_INGEST_H

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/walk.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"

struct ingest;

/*
 * Starts filling a sink (sink.h); both are borrowed. Once the report's `stop` is set, the
 * run ends with COOP_E_INTERRUPTED.
 */
enum coop_status ingest_new(struct sink *sink, struct report *report, struct ingest **out,
	struct coop_error *err);
void ingest_free(struct ingest *in); /* NULL is fine */

/*
 * Reads the files of a walk. Trouble with one file or record goes to the report; an error
 * means that the run cannot go on, or must not (report_failed()).
 */
enum coop_status ingest_walk(struct ingest *in, struct walk *walk,
	const struct reader_options *options, struct coop_error *err);

#endif
