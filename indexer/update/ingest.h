/*
 * ingest.h - from files to records, and from records to a sink, with unique ids.
 */
#ifndef COOP_INDEXER_UPDATE_INGEST_H
#define COOP_INDEXER_UPDATE_INGEST_H

#include <stdbool.h>

#include "indexer/read/reader.h"
#include "indexer/report/report.h"
#include "indexer/select/walk.h"
#include "indexer/sink/sink.h"
#include "shared/core/error.h"

struct ingest;

/* Starts filling a sink; sink, which may be NULL while none is filled, and report are borrowed. */
enum coop_status ingest_new(struct sink *sink, struct report *report, struct ingest **out,
	struct coop_error *err);
void ingest_free(struct ingest *in); /* NULL is fine */

/* ---- records ---- */

/* Sets the file that records come from: what messages call it, and what records do. Both are borrowed. */
void ingest_set_file(struct ingest *in, const char *shown, const char *stored);

/*
 * Gives a record an id that no other has, which may be its own, and passes it to the sink. Where its id
 * was taken, that goes to the report.
 */
enum coop_status ingest_add(
	struct ingest *in, struct coop_record *record, struct coop_error *err);
/*
 * The same for a record of an index, from the id that it had at first. That its id was taken is counted,
 * and not told again.
 */
enum coop_status ingest_add_stored(
	struct ingest *in, struct coop_record *record, struct coop_error *err);

/* How many records of the current file had an id that was taken, and counted as repaired. */
size_t ingest_copies(const struct ingest *in);

/* Says how many records of the current file came again, with an id made of their content. */
enum coop_status ingest_note_copies(struct ingest *in, struct coop_error *err);

/* ---- files ---- */

/* What takes the records of a file; as for sink_add(), a record may be emptied. */
struct record_taker {
	enum coop_status (*take)(
		void *data, struct coop_record *record, struct coop_error *err);
	void *data;
};

/* What became of a file. */
struct file_outcome {
	/* Whether the caller can read it again: else a change is a failure of the machine like others. */
	bool may_change;
	bool whole;   /* it was read to its end */
	bool changed; /* it changed while it was read, which is not in the report */
};

/*
 * Reads a file, and passes its records on. Problems of the file or its records go to the report. An error
 * ends the run: COOP_E_UNREAD (report_failed()), COOP_E_INTERRUPTED when the report's `stop` is set, or
 * one of the taker.
 */
enum coop_status ingest_file(struct ingest *in, const struct reader_file *file,
	const struct reader_options *options, struct record_taker taker,
	struct file_outcome *outcome, struct coop_error *err);

/* Reads the files of a walk into the sink; fails as ingest_file() does. */
enum coop_status ingest_walk(struct ingest *in, struct walk *walk,
	const struct reader_options *options, struct coop_error *err);

#endif
