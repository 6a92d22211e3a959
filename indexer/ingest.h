/*
 * ingest.h - records to documents of the index.
 */
#ifndef COOP_INDEXER_INGEST_H
#define COOP_INDEXER_INGEST_H

#include <signal.h>
#include <stddef.h>

#include "indexer/generation.h"
#include "indexer/reader.h"
#include "indexer/report.h"
#include "shared/analyzer.h"
#include "shared/error.h"

struct ingest;

/*
 * Starts filling a generation; all three are borrowed. `stop`, when not NULL, is looked
 * at between records: once it is set, the run ends with COOP_E_INTERRUPTED.
 */
enum coop_status ingest_new(struct generation *generation, struct coop_analyzer *analyzer,
	struct report *report, const volatile sig_atomic_t *stop, struct ingest **out,
	struct coop_error *err);
void ingest_free(struct ingest *in); /* NULL is fine */

/*
 * Reads what a path holds: a file, or every file of a known kind under a folder.
 * Trouble with one file or record goes to the report; an error means that the run cannot
 * go on.
 */
enum coop_status ingest_path(struct ingest *in, const char *path,
	const struct reader_options *options, struct coop_error *err);

/* Writes the documents read, and the index's metadata (index.h). */
enum coop_status ingest_finish(struct ingest *in, struct coop_error *err);

#endif
