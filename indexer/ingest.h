/*
 * ingest.h - from the files of a walk to the records of a sink: reads each file, and gives each
 * record a unique id.
 */
#ifndef COOP_INDEXER_INGEST_H
#define COOP_INDEXER_INGEST_H

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/walk.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"

struct ingest;

/* Starts filling a sink; sink and report are borrowed. */
enum coop_status ingest_new(struct sink *sink, struct report *report, struct ingest **out,
	struct coop_error *err);
void ingest_free(struct ingest *in); /* NULL is fine */

/*
 * Reads the files of a walk. Problems of a file or record go to the report; an error ends the run:
 * COOP_E_UNREAD (report_failed()), COOP_E_INTERRUPTED when the report's `stop` is set, or one of
 * the sink.
 */
enum coop_status ingest_walk(struct ingest *in, struct walk *walk,
	const struct reader_options *options, struct coop_error *err);

#endif
