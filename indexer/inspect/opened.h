/*
 * opened.h - the generation of an index that serves, open for looking at: its records, the sources of
 * these, and where it comes from.
 *
 * Nothing is locked or written, so that it works while another process builds, and on a medium that
 * cannot be written.
 */
#ifndef COOP_INDEXER_INSPECT_OPENED_H
#define COOP_INDEXER_INSPECT_OPENED_H

#include <stdbool.h>
#include <stdio.h>

#include "indexer/generations/origin.h"
#include "indexer/update/sources.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/index/snapshot.h"
#include "shared/index/stored.h"
#include "shared/index/stub.h"

/* Begin with `= {.folder = -1}`. */
struct opened_index {
	struct coop_buf dir; /* what messages call the folder of the index */
	int folder;          /* of the index */
	struct coop_stub stub;
	struct coop_snapshot *snapshot;
	struct origin origin;
	struct sources sources;
};

/*
 * Opens the generation that serves; it may be one of another analysis. `index` is what the user gave, or
 * NULL. To be closed even after a failure: those of coop_snapshot_open(), and
 * COOP_E_ARG: the index does not tell its sources, or no longer has the records of these: a tool of the
 * engine has copied or changed it.
 */
enum coop_status opened_open(
	struct opened_index *o, const char *index, struct coop_error *err);
void opened_close(struct opened_index *o);

/* The segment that a run of a source leads to. */
static inline const struct coop_segment *opened_segment(
	const struct opened_index *o, const struct source_run *run)
{
	return run->segment == SOURCE_DELTA ? &o->snapshot->delta : &o->snapshot->base;
}

/* Passes the records of a source on, in order, until the taker fails. COOP_E_CORRUPT: one is damaged. */
enum coop_status opened_each(const struct opened_index *o, const struct source *of,
	struct coop_stored_taker taker, struct coop_error *err);

/* coopidx --fingerprint: prints that of an index (shared/index/fingerprint.h) as a line. */
enum coop_status opened_print_fingerprint(
	const char *index, FILE *out, struct coop_error *err);

#endif
