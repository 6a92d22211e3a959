/*
 * generation.h - a build: a new generation of an index, beside the one that serves.
 *
 * Between generation_begin() and generation_commit() the old generation serves; the switch is one
 * rename(). Whatever happens in between, even kill -9, leaves the index as it was.
 */
#ifndef COOP_INDEXER_GENERATIONS_GENERATION_H
#define COOP_INDEXER_GENERATIONS_GENERATION_H

#include "indexer/generations/origin.h"
#include "indexer/report/report.h"
#include "indexer/report/stop.h"
#include "shared/core/error.h"

struct generation;

/*
 * Locks the index in `dir`, which is created if need be, and creates an empty generation. Waits for
 * the lock for up to `wait` seconds (index_lock.h). The report is borrowed.
 * COOP_E_LOCKED: another process is writing it. COOP_E_ARG: the folder holds something that is no
 * index, and is left untouched.
 */
enum coop_status generation_begin(const char *dir, size_t wait,
	const struct report *report, struct generation **out, struct coop_error *err);

/* The folder of the index; borrowed. */
const char *generation_dir(const struct generation *g);

/* The folder for the new database, empty at first: its path, borrowed, and its descriptor. */
const char *generation_path(const struct generation *g);
int generation_folder(const struct generation *g);

/*
 * The origin of the generation that serves; when it is not known, `*unknown` holds the reason, else
 * no failure. Both are borrowed.
 */
const struct origin *generation_replaces(
	const struct generation *g, const struct coop_error **unknown);

/*
 * Switches to the new generation, and removes all but it and the one that served before. The
 * database must be complete and safe on the disk, and is verified (engine_check.h); `now` says where its records come from. COOP_OK
 * once it serves: a later failure goes to `after`. COOP_E_INTERRUPTED when `stop` is set before.
 */
enum coop_status generation_commit(struct generation *g, const struct origin *now,
	const stop_flag *stop, struct coop_error *after, struct coop_error *err);

/* Unlocks. A generation that was not committed is removed. NULL is fine. */
void generation_free(struct generation *g);

#endif
